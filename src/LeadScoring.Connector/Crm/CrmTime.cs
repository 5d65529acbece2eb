using System.Globalization;

namespace LeadScoring.Connector.Crm;

/// <summary>Times as the CRMs write them: ISO 8601, with or without a colon in the offset, or Unix milliseconds.</summary>
static class CrmTime
{
    public static DateTimeOffset? Parse(string? text) => text switch
    {
        null or "" => null,
        _ when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) =>
            DateTimeOffset.FromUnixTimeMilliseconds(milliseconds),
        _ when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Assumed, out var time) => time,
        _ => null,
    };

    public static string Milliseconds(DateTimeOffset time) =>
        time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    const DateTimeStyles Assumed = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
}
