using System.Globalization;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.HubSpot;

/// <summary>Reads the headers X-HubSpot-RateLimit-*. Searches carry none, and OAuth apps have no daily allocation.</summary>
sealed class HubSpotQuota(HubSpotPace pace) : DelegatingHandler
{
    public CrmQuota? Newest { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (Header(response, "Daily") is { } limit && Header(response, "Daily-Remaining") is { } remaining)
            Newest = new(limit - remaining, limit);

        if (Header(response, "Max") is > 0 and <= int.MaxValue and { } calls && Header(response, "Interval-Milliseconds") is > 0 and { } interval)
            pace.Allow((int)calls, TimeSpan.FromMilliseconds(interval));

        return response;
    }

    static long? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues($"X-HubSpot-RateLimit-{name}", out var values)
        && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
