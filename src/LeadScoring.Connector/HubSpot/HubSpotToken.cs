using System.Net.Http.Headers;

namespace LeadScoring.Connector.HubSpot;

/// <summary>Signs every call with the access token of a private app or service key, which does not expire.</summary>
sealed class HubSpotToken(string token) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return base.SendAsync(request, cancellationToken);
    }
}
