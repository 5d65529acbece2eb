using System.Globalization;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.HubSpot;

/// <summary>Reads the headers X-HubSpot-RateLimit-*. Searches carry none, and OAuth apps have no daily allocation.</summary>
static class HubSpotQuota
{
    public static CrmQuota? Read(HttpResponseMessage response) =>
        Header(response, "Daily") is { } limit && Header(response, "Daily-Remaining") is { } remaining
            ? new(limit - remaining, limit)
            : null;

    /// <summary>What the account allows in a short time, and what is left of it.</summary>
    public static HubSpotBudget? Pace(HttpResponseMessage response) =>
        Header(response, "Max") is > 0 and <= int.MaxValue and { } calls
        && Header(response, "Interval-Milliseconds") is > 0 and <= int.MaxValue and { } interval
            ? new((int)calls, TimeSpan.FromMilliseconds(interval), (int?)Header(response, "Remaining"))
            : null;

    static long? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues($"X-HubSpot-RateLimit-{name}", out var values)
        && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}

/// <summary>So many calls in any interval.</summary>
/// <param name="Remaining">How many of them are left now, whoever made the others; null where the CRM does not say.</param>
sealed record HubSpotBudget(int Calls, TimeSpan Interval, int? Remaining);
