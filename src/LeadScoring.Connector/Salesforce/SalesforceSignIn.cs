using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Salesforce;

/// <summary>The ways to sign in to an org, each a method.</summary>
sealed class SalesforceSignIn(AuthOptions auth, CrmAddress address, TimeProvider time)
{
    const string JwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    /// <summary>A refusal for another reason than the clock is not asked for twice.</summary>
    static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(1);

    /// <summary>How far the clock of Salesforce is ahead of this machine's, as its newest answer told.</summary>
    TimeSpan ahead;

    DateTimeOffset Now => time.GetUtcNow() + ahead;

    public async Task<Session> WithClientCredentialsAsync(SendRequest send, CancellationToken cancellationToken) =>
        (await AskAsync(send, cancellationToken,
            ("grant_type", "client_credentials"), ("client_id", auth.ClientId), ("client_secret", auth.ClientSecret))).Open();

    /// <summary>The statement is good for minutes by the clock of Salesforce, which a refusal tells as well.</summary>
    public async Task<Session> WithAssertionAsync(SendRequest send, CancellationToken cancellationToken)
    {
        var assumed = Now;
        try
        {
            return await AssertAsync(send, assumed, cancellationToken);
        }
        catch (CrmException refusal) when (refusal.Failure == CrmFailure.Unauthorized && (Now - assumed).Duration() > ClockSlack)
        {
            return await AssertAsync(send, Now, cancellationToken);
        }
    }

    public Task<Exchanged> ExchangeAsync(string refreshToken, SendRequest send, CancellationToken cancellationToken) =>
        auth.ClientSecret.Length > 0
            ? AskAsync(send, cancellationToken,
                ("grant_type", "refresh_token"), ("client_id", auth.ClientId), ("client_secret", auth.ClientSecret), ("refresh_token", refreshToken))
            : AskAsync(send, cancellationToken,
                ("grant_type", "refresh_token"), ("client_id", auth.ClientId), ("refresh_token", refreshToken));

    async Task<Session> AssertAsync(SendRequest send, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await AskAsync(send, cancellationToken,
            ("grant_type", JwtBearer), ("assertion", SalesforceAssertion.Create(auth, now)))).Open();

    async Task<Exchanged> AskAsync(SendRequest send, CancellationToken cancellationToken, params (string Name, string Value)[] form)
    {
        using var request = TokenReply.Request(auth.TokenUrl ?? address.Of("services/oauth2/token"), form);
        using var response = await send(request, cancellationToken);
        ahead = response.Headers.Date - time.GetUtcNow() ?? ahead;
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode
            ? Accept(TokenReply.Read(body))
            : throw SalesforceErrors.ExplainSignIn(auth.Flow, response, body);
    }

    /// <summary>Later calls go to BaseUrl, whose path a proxy may need, so the instance has to be the host that was signed in to.</summary>
    Exchanged Accept(TokenReply? reply)
    {
        if (reply is null)
            throw WithoutToken();

        return new(new(reply.AccessToken ?? "", reply.Life), reply.RefreshToken)
        {
            Objection = reply.AccessToken is not { Length: > 0 } ? WithoutToken()
                : reply.InstanceUrl is { IsAbsoluteUri: true } instance && !address.IsHere(instance) ? Elsewhere(instance)
                : null,
        };
    }

    static CrmException WithoutToken() => new(CrmFailure.Unauthorized, "Salesforce answered the sign-in without an access token.");

    static CrmException Elsewhere(Uri instance) =>
        new(CrmFailure.Unauthorized, $"Salesforce answered the sign-in with another host, {instance.Authority}.")
        {
            Remedy = $"Set BaseUrl to {instance.GetLeftPart(UriPartial.Authority)} if that is your org's My Domain address.",
        };
}
