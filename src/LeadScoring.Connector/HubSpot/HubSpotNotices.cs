using System.Text.Json;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.HubSpot;

/// <summary>
/// What a webhook of HubSpot says: which contacts to look at. The values it tells are not used; they arrive twice, late
/// and out of order. Fields: HubSpot's pages "Webhooks API" and, for object.*, "Generic webhook subscriptions".
/// </summary>
static class HubSpotNotices
{
    const string Contacts = "contacts";

    const string ContactType = "0-1";

    const int LongestId = 19;

    /// <summary>A merge names the record it makes beside the one it keeps.</summary>
    static readonly string[] Ids = ["objectId", "primaryObjectId", "newObjectId"];

    /// <returns>Every contact once; null when the body is no JSON array.</returns>
    public static IReadOnlyCollection<Hint>? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Array
                ? [.. document.RootElement.EnumerateArray().Where(IsOfContact).SelectMany(Named).Distinct()]
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static bool IsOfContact(JsonElement notice) => Text(notice, "subscriptionType") switch
    {
        { } type when type.StartsWith("contact.", StringComparison.Ordinal) => true,
        { } type when type.StartsWith("object.", StringComparison.Ordinal) => Text(notice, "objectTypeId") == ContactType,
        _ => false,
    };

    static IEnumerable<Hint> Named(JsonElement notice) =>
        Ids.Select(name => Text(notice, name)).OfType<string>().Where(IsId).Select(id => new Hint(Contacts, id));

    static bool IsId(string text) => text.Length is > 0 and <= LongestId && text.All(char.IsAsciiDigit);

    static string? Text(JsonElement notice, string name) =>
        notice.ValueKind == JsonValueKind.Object && notice.TryGetProperty(name, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            }
            : null;
}
