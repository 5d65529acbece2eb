using System.Text.Json;

namespace LeadScoring.Connector.Crm;

/// <summary>Reading what a refusal may or may not hold.</summary>
static class RefusalReading
{
    /// <summary>A text member of an object; null when it is anything else.</summary>
    public static string? Word(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var word) && word.ValueKind == JsonValueKind.String
            ? word.GetString()
            : null;

    public static TimeSpan? RetryAfter(this HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when response.Headers.Date is { } now => date - now,
        _ => null,
    };
}
