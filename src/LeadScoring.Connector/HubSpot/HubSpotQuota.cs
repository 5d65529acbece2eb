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

    /// <summary>How many calls the account allows in which time.</summary>
    public static (int Calls, TimeSpan Interval)? Pace(HttpResponseMessage response) =>
        Header(response, "Max") is > 0 and <= int.MaxValue and { } calls
        && Header(response, "Interval-Milliseconds") is > 0 and <= int.MaxValue and { } interval
            ? ((int)calls, TimeSpan.FromMilliseconds(interval))
            : null;

    static long? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues($"X-HubSpot-RateLimit-{name}", out var values)
        && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
