using System.Net;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.HubSpot;

/// <summary>Holds calls back until HubSpot's limits allow them, and learns from the answers what they are.</summary>
sealed class PacedCalls(AccountPace account) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var pace = account.Current;
        await pace.TakeAsync(CrmCall.KindOf(request), cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        if (HubSpotQuota.Pace(response) is { } allowed)
            pace.Allow(allowed);
        if (response.StatusCode == HttpStatusCode.TooManyRequests && response.RetryAfter() is { } wait)
            pace.Hold(wait);

        return response;
    }
}
