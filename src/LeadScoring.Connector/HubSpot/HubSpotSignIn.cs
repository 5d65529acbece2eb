using System.Net.Http.Headers;
using LeadScoring.Connector.Configuration;

namespace LeadScoring.Connector.HubSpot;

/// <summary>Signs every call with the access token of a private app or service key, which does not expire.</summary>
sealed class HubSpotSignIn(AuthOptions auth) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", auth.AccessToken);
        return base.SendAsync(request, cancellationToken);
    }
}
