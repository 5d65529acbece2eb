using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Salesforce;

/// <summary>
/// Signs in with client credentials before the first call, and once more when a call is answered 401, which is then
/// sent again. Calls that run at the same time share one sign-in.
/// </summary>
sealed class SalesforceSignIn(AuthOptions auth, CrmAddress address) : DelegatingHandler
{
    readonly SemaphoreSlim gate = new(1, 1);
    Session? session;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var used = await SessionAsync(refused: null, cancellationToken);
        var response = await SendAsync(request, used, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
            return response;

        response.Dispose();
        return await SendAsync(request, await SessionAsync(refused: used, cancellationToken), cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        gate.Dispose();
        base.Dispose(disposing);
    }

    Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, Session with, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", with.Token);
        return base.SendAsync(request, cancellationToken);
    }

    async ValueTask<Session> SessionAsync(Session? refused, CancellationToken cancellationToken)
    {
        if (session is { } current && current != refused)
            return current;

        await gate.WaitAsync(cancellationToken);
        try
        {
            if (session is { } other && other != refused)
                return other;

            return session = await SignInAsync(cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    async Task<Session> SignInAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, auth.TokenUrl ?? address.Of("services/oauth2/token"));
        CrmCall.SetKind(request, "sign-in");
        request.Content = new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"),
            new("client_id", auth.ClientId),
            new("client_secret", auth.ClientSecret),
        ]);

        using var response = await base.SendAsync(request, cancellationToken);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        if (!response.IsSuccessStatusCode)
            throw SalesforceErrors.ExplainSignIn(response, body);

        return Accept(JsonSerializer.Deserialize(body, SalesforceTokenJson.Default.TokenReply));
    }

    /// <summary>Later calls go to BaseUrl, whose path a proxy may need, so the instance has to be the host that was signed in to.</summary>
    Session Accept(TokenReply? reply)
    {
        if (reply?.InstanceUrl is { IsAbsoluteUri: true } instance && !address.IsHere(instance))
            throw new CrmException(CrmFailure.Unauthorized, $"Salesforce answered the sign-in with another host, {instance.Authority}.")
            {
                Remedy = $"Set BaseUrl to {instance.GetLeftPart(UriPartial.Authority)} if that is your org's My Domain address.",
            };

        return reply?.AccessToken is { Length: > 0 } token
            ? new Session(token)
            : throw new CrmException(CrmFailure.Unauthorized, "Salesforce answered the sign-in without an access token.");
    }

    /// <summary>Compared by reference: a new sign-in may be answered with the old token.</summary>
    sealed class Session(string token)
    {
        public string Token { get; } = token;
    }
}
