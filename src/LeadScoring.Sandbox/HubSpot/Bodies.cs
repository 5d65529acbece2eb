using System.Globalization;
using System.Text.Json;

namespace LeadScoring.Sandbox.HubSpot;

/// <summary>Reads the pieces that request bodies have in common.</summary>
static class Bodies
{
    public static string[] Strings(this JsonElement body, string name) =>
        body.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(Text)] : [];

    public static string? String(this JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? Text(value) : null;

    /// <summary>Values sent as numbers or booleans are taken as their text. [unverified]</summary>
    public static Dictionary<string, string?> Properties(JsonElement body) => body.TryGetProperty("properties", out var properties)
        ? properties.EnumerateObject().ToDictionary(property => property.Name, property => property.Value.ValueKind == JsonValueKind.Null ? null : (string?)Text(property.Value))
        : throw HubSpotException.Invalid("Invalid input JSON: properties are required");

    public static long? Id(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : value.GetRawText();
}
