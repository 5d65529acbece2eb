using System.Text.Json;
using LeadScoring.Sandbox.Http;

namespace LeadScoring.Sandbox.Salesforce;

/// <summary>
/// Creates custom fields and notification types through the Tooling API (objects CustomField, CustomNotificationType).
/// A new field has no field-level security: it is defined, but the API user sees it only once a permission set says so,
/// and it stands on no page layout. [unverified]
/// </summary>
sealed class Tooling(SalesforceOrg org)
{
    int given;

    public ApiReply AddField(ApiCall call)
    {
        var body = call.Json();
        if (body.GetProperty("FullName").GetString()?.Split('.') is not [var type, var name] || org.FindTable(type) is not { } table)
            throw new SalesforceException(400, "INVALID_FULLNAME", "FullName must name an object and a field");
        if (table.Fields.Concat(table.Hidden).Any(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            throw new SalesforceException(400, "DUPLICATE_DEVELOPER_NAME", $"There is already a field named {name} on {type}.");

        var metadata = body.GetProperty("Metadata");
        Require(metadata);
        table.Add(Field(name, metadata));
        table.Hide(name);
        return Created(SalesforceId.Next("00N", ++given));
    }

    public ApiReply AddNotificationType(ApiCall call)
    {
        var body = call.Json();
        var (name, metadata) = (body.GetProperty("FullName").GetString() ?? "", body.GetProperty("Metadata"));
        if (org.Ids($"SELECT Id FROM CustomNotificationType WHERE DeveloperName = '{name}'").Count > 0)
            throw new SalesforceException(400, "DUPLICATE_DEVELOPER_NAME", $"There is already a notification type named {name}.");

        return Created(org.Create("CustomNotificationType", new Dictionary<string, object?>
        {
            ["DeveloperName"] = name,
            ["CustomNotifTypeName"] = metadata.GetProperty("customNotifTypeName").GetString(),
            ["MasterLabel"] = metadata.GetProperty("masterLabel").GetString(),
            ["Desktop"] = metadata.GetProperty("desktop").GetBoolean(),
            ["Mobile"] = metadata.GetProperty("mobile").GetBoolean(),
        }));
    }

    /// <summary>What the Metadata API's CustomField asks of each type.</summary>
    static void Require(JsonElement metadata)
    {
        string[] needed = metadata.GetProperty("type").GetString() switch
        {
            "Checkbox" => ["label", "defaultValue"],
            "Number" => ["label", "precision", "scale"],
            "Text" => ["label", "length"],
            _ => ["label"],
        };
        if (Array.Find(needed, key => !metadata.TryGetProperty(key, out _)) is { } missing)
            throw new SalesforceException(400, "FIELD_INTEGRITY_EXCEPTION", $"You must specify {missing} for a {metadata.GetProperty("type").GetString()}");
        if (metadata.GetProperty("label").GetString() is { Length: > 40 })
            throw new SalesforceException(400, "STRING_TOO_LONG", "Label: data value too large (max length=40)");
    }

    static SObjectField Field(string name, JsonElement metadata)
    {
        var type = metadata.GetProperty("type").GetString() switch
        {
            "Checkbox" => SObjectFieldType.Boolean,
            "Number" => SObjectFieldType.Number,
            "DateTime" => SObjectFieldType.DateTime,
            "Date" => SObjectFieldType.Date,
            "Picklist" => SObjectFieldType.Picklist,
            "LongTextArea" or "TextArea" => SObjectFieldType.TextArea,
            "Text" => SObjectFieldType.Text,
            var other => throw new SalesforceException(400, "INVALID_FIELD", $"Field type {other} is not supported"),
        };
        var field = SObjectField.Of(type, name, metadata.GetProperty("label").GetString());
        return field with { Length = Number("length", field.Length), Precision = Number("precision", field.Precision), Scale = Number("scale", field.Scale) };

        int Number(string key, int otherwise) => metadata.TryGetProperty(key, out var value) && value.TryGetInt32(out var number) ? number : otherwise;
    }

    static ApiReply Created(string id) => ApiReply.Json(201, new { Id = id, Success = true, Errors = Array.Empty<object>() });
}
