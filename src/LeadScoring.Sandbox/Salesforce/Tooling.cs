using System.Text.Json;
using LeadScoring.Sandbox.Http;

namespace LeadScoring.Sandbox.Salesforce;

/// <summary>
/// Creates custom fields through the Tooling API (object CustomField). A new field is seen by all at once here;
/// in the platform a permission must follow, which is accepted and changes nothing. [unverified]
/// </summary>
sealed class Tooling(SalesforceOrg org)
{
    int given;

    public ApiReply AddField(ApiCall call)
    {
        var body = call.Json();
        if (body.GetProperty("FullName").GetString()?.Split('.') is not [var type, var name] || org.FindTable(type) is not { } table)
            throw new SalesforceException(400, "INVALID_FULLNAME", "FullName must name an object and a field");
        if (table.Field(name) is not null)
            throw new SalesforceException(400, "DUPLICATE_DEVELOPER_NAME", $"There is already a field named {name} on {type}.");

        var metadata = body.GetProperty("Metadata");
        org.AddField(type, Field(name, metadata));
        return Created("00N");
    }

    public ApiReply AddPermission() => Created("01k");

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

    ApiReply Created(string prefix) =>
        ApiReply.Json(201, new { Id = SalesforceId.Next(prefix, ++given), Success = true, Errors = Array.Empty<object>() });
}
