using System.Text.Json;

namespace LeadScoring.Sandbox.Salesforce;

/// <summary>Reads a record that a caller sends. A value of the wrong JSON type fails the whole request, as the platform's parser does.</summary>
static class RecordJson
{
    public static Dictionary<string, object?> Values(JsonElement record, SObjectTable table)
    {
        var values = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in record.EnumerateObject())
        {
            if (property.Name.Equals("attributes", StringComparison.OrdinalIgnoreCase) || property.Name.Equals("id", StringComparison.OrdinalIgnoreCase)) continue;
            values[property.Name] = table.Field(property.Name) is { } field ? Value(property.Value, field) : null;
        }

        return values;
    }

    public static object? Value(JsonElement json, SObjectField field)
    {
        if (json.ValueKind == JsonValueKind.Null) return null;
        object? value = json.ValueKind switch
        {
            JsonValueKind.True or JsonValueKind.False when field.Type == SObjectFieldType.Boolean => json.GetBoolean(),
            JsonValueKind.Number when field.IsNumber => json.GetDecimal(),
            JsonValueKind.String when field.IsText || field.IsId => json.GetString(),
            JsonValueKind.String when field.Type is SObjectFieldType.DateTime or SObjectFieldType.Date => Moment(field, json.GetString() ?? ""),
            // Numbers and booleans in quotes are taken. [unverified]
            JsonValueKind.String when field.IsNumber || field.Type == SObjectFieldType.Boolean =>
                SObjectValue.Coerce(field, json.GetString(), out var parsed) is null ? parsed : null,
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False when field.IsText => json.GetRawText(),
            _ => null,
        };
        return value ?? (json.ValueKind == JsonValueKind.String && json.GetString() is "" ? null : throw Refused(json, field));
    }

    static object? Moment(SObjectField field, string text) => SObjectValue.Coerce(field, text, out var stored) is null ? stored : null;

    static SalesforceException Refused(JsonElement json, SObjectField field) => SalesforceException.Parser(
        $"Cannot deserialize instance of {field.Type.ToString().ToLowerInvariant()} from VALUE_{json.ValueKind.ToString().ToUpperInvariant()} "
        + $"value {json} or request may be missing a required field at [{field.Name}]");
}
