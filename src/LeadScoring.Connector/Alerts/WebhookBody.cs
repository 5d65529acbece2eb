using System.Text.Json.Serialization;

namespace LeadScoring.Connector.Alerts;

/// <summary>What a webhook carries.</summary>
/// <param name="Text">The message, with the three characters that chat tools take for markup encoded.</param>
/// <param name="Id">The same when the call is repeated.</param>
/// <param name="Count">The leads it tells of; <paramref name="Leads"/> are the first fifty of them.</param>
sealed record WebhookBody(string Text, string Id, string Event, int Count, IReadOnlyList<WebhookLead> Leads)
{
    public static WebhookBody Of(AlertLetter letter) =>
        new(Encoded(letter.Body), letter.Id, "became_hot", letter.Count, [.. letter.Leads.Select(WebhookLead.Of)]);

    static string Encoded(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);
}

sealed record WebhookLead(
    string Crossing, string Connection, string Object, string Id, string Name, string Owner, decimal Score,
    IReadOnlyList<string> Reasons, string? Link, DateTimeOffset HotSince)
{
    public static WebhookLead Of(HotLead lead) => new(
        lead.Crossing, lead.Connection, lead.Object, lead.Id, lead.Name, lead.Owner, lead.Score, lead.Reasons, lead.Link?.ToString(), lead.HotSince);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(Commands.UtcTimeConverter)])]
[JsonSerializable(typeof(WebhookBody))]
sealed partial class WebhookJson : JsonSerializerContext;
