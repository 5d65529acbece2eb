using LeadScoring.Sandbox.Http;

namespace LeadScoring.Sandbox.Salesforce;

/// <summary>What objects and fields there are (pages "Describe Global", "sObject Describe").</summary>
sealed class Describes(SalesforceOrg org)
{
    public ApiReply Global(string version) => ApiReply.Json(200, new
    {
        Encoding = "UTF-8",
        MaxBatchSize = 200,
        Sobjects = org.Tables.Select(table => Summary(version, table)).ToArray(),
    });

    public ApiReply One(string version, string type)
    {
        var table = org.FindTable(type) ?? throw SalesforceException.NotFound();
        var summary = Summary(version, table);
        summary["fields"] = table.Fields.Select(Field).ToArray();
        summary["recordTypeInfos"] = Array.Empty<object>();
        summary["childRelationships"] = Children(table).ToArray();
        return ApiReply.Json(200, summary);
    }

    /// <summary>Page "Resources by Version". That identity names the user is what jsforce relies on. [unverified]</summary>
    public ApiReply Root(ApiCall call, string version)
    {
        string[] resources = ["sobjects", "query", "queryAll", "tooling", "composite", "limits", "actions"];
        var root = resources.ToDictionary(name => name, name => $"/services/data/{version}/{name}");
        root["identity"] = $"{call.Host.GetLeftPart(UriPartial.Authority)}/id/00DWz0000000001AAA/{org.ApiUserId}";
        return ApiReply.Json(200, root);
    }

    /// <summary>Page "sObject Layouts": one layout with one section, as far as fields on pages go. [shape unverified]</summary>
    public ApiReply Layouts(string type)
    {
        var table = org.FindTable(type) ?? throw SalesforceException.NotFound();
        var items = table.Fields.Where(field => table.OnLayout.Contains(field.Name)).Select(field => new
        {
            field.Label,
            LayoutComponents = new[] { new { Type = "Field", Value = field.Name } },
        });
        var sections = new[] { new { Heading = "Information", LayoutRows = items.Select(item => new { LayoutItems = new[] { item } }).ToArray() } };
        return ApiReply.Json(200, new
        {
            Layouts = new[] { new { Id = "00hWz0000000001AAA", DetailLayoutSections = sections, EditLayoutSections = sections } },
            RecordTypeMappings = Array.Empty<object>(),
            RecordTypeSelectorRequired = new[] { false },
        });
    }

    IEnumerable<object> Children(SObjectTable parent) =>
        from child in org.Tables
        from field in child.Fields
        where field.ReferenceTo.Contains(parent.Name)
        select new { ChildSObject = child.Name, Field = field.Name, RelationshipName = field.Children, CascadeDelete = false };

    static Dictionary<string, object> Summary(string version, SObjectTable table) => new()
    {
        ["name"] = table.Name,
        ["label"] = table.Name,
        ["labelPlural"] = table.Name + "s",
        ["keyPrefix"] = table.KeyPrefix,
        ["custom"] = false,
        ["queryable"] = true,
        ["createable"] = table.Field("SystemModstamp") is not null,
        ["updateable"] = table.Field("SystemModstamp") is not null,
        ["urls"] = new Dictionary<string, string>
        {
            ["sobject"] = $"/services/data/{version}/sobjects/{table.Name}",
            ["describe"] = $"/services/data/{version}/sobjects/{table.Name}/describe",
            ["rowTemplate"] = $"/services/data/{version}/sobjects/{table.Name}/{{ID}}",
        },
    };

    static object Field(SObjectField field) => new
    {
        field.Name,
        field.Label,
        Type = field.Type switch
        {
            SObjectFieldType.Text => "string",
            SObjectFieldType.Whole => "int",
            SObjectFieldType.Number => "double",
            var type => type.ToString().ToLowerInvariant(),
        },
        field.Length,
        field.Precision,
        field.Scale,
        Custom = field.IsCustom,
        Nillable = field.IsNillable,
        Updateable = field.IsUpdateable,
        Createable = field.IsUpdateable,
        Filterable = field.IsFilterable,
        Sortable = true,
        Calculated = false,
        RestrictedPicklist = field.IsRestricted,
        PicklistValues = field.Values.Select(option => new { option.Value, Label = option.Value, Active = true, DefaultValue = option.IsDefault }).ToArray(),
        field.ReferenceTo,
        RelationshipName = field.Relationship,
    };
}
