using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using Microsoft.Extensions.Logging;

namespace LeadScoring.Connector.HubSpot;

static class HubSpotServices
{
    /// <summary>The largest page a search gives.</summary>
    const int LargestPage = 200;

    /// <param name="memory">What is remembered of the account; a refresh token needs it, because it is rotated.</param>
    /// <param name="network">In place of the network, for tests.</param>
    /// <param name="paces">Shared by the connections of a process.</param>
    public static ICrm Create(
        ConnectionOptions connection, TimeProvider time, ILoggerFactory loggers, HttpMessageHandler? network = null,
        CrmMemory? memory = null, HubSpotPaces? paces = null)
    {
        if (connection.Auth.TokenUrl is { } tokenUrl)
            CrmAddress.Require(tokenUrl);

        var logger = loggers.CreateLogger($"Crm.{connection.Name}");
        var address = new CrmAddress(connection.BaseUrl);
        var calls = new CallCounter();
        var allowance = new CallAllowance(connection.OrgStop, connection.CallShare, memory?.Calls, time);
        var pace = new AccountPace(paces ?? new HubSpotPaces(time), connection);
        var signed = Signed(connection, address, time, memory?.Tokens);
        var handlers = CrmHandlers.Chain(calls, network, signed, new PacedCalls(pace), new AllowedCalls(allowance, HubSpotQuota.Read));
        var http = new CrmHttp(handlers, HubSpotErrors.Explain, connection.Timeout, time, logger);
        var client = new HubSpotClient(http, address, connection.ApiVersion);
        var account = new CrmAccount(calls, allowance, signed as SignedCalls) { Begin = token => pace.LearnAsync(client, token) };
        return new HubSpotCrm(client, account, time, Math.Min(connection.PageSize, LargestPage));
    }

    static DelegatingHandler Signed(ConnectionOptions connection, CrmAddress address, TimeProvider time, Store.RefreshTokens? tokens)
    {
        var auth = connection.Auth;
        var signIn = new HubSpotSignIn(auth, address, connection.ApiVersion);
        return auth.Flow switch
        {
            AuthFlow.AccessToken => new HubSpotToken(auth.AccessToken),
            AuthFlow.RefreshToken when tokens is not null =>
                new SignedCalls(new RefreshingSignIn(auth.RefreshToken, tokens, signIn.ExchangeAsync, connection.Timeout, time).SignInAsync, time),
            AuthFlow.RefreshToken => throw new ArgumentException("A refresh token needs a place to keep the next one.", nameof(tokens)),
            _ => throw new ArgumentException($"{auth.Flow} is no way to sign in to HubSpot.", nameof(connection)),
        };
    }
}
