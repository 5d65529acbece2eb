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
        return ApiReply.Json(200, summary);
    }

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
