using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.HubSpot;

/// <summary>Exchanges a refresh token for an access token, which is good for half an hour.</summary>
sealed class HubSpotSignIn(AuthOptions auth, CrmAddress address, string version)
{
    public async Task<Exchanged> ExchangeAsync(string refreshToken, SendRequest send, CancellationToken cancellationToken)
    {
        using var request = TokenReply.Request(
            auth.TokenUrl ?? address.Of($"oauth/{version}/token"),
            ("grant_type", "refresh_token"), ("client_id", auth.ClientId), ("client_secret", auth.ClientSecret), ("refresh_token", refreshToken));
        using var response = await send(request, cancellationToken);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        if (!response.IsSuccessStatusCode)
            throw HubSpotErrors.ExplainSignIn(response, body);

        if (TokenReply.Read(body) is not { } reply)
            throw WithoutToken();

        return new(new(reply.AccessToken ?? "", reply.Life), reply.RefreshToken)
        {
            Objection = reply.AccessToken is { Length: > 0 } ? null : WithoutToken(),
        };
    }

    static CrmException WithoutToken() => new(CrmFailure.Unauthorized, "HubSpot answered the sign-in without an access token.");
}
