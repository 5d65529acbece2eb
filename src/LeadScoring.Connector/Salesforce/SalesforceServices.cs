using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using Microsoft.Extensions.Logging;

namespace LeadScoring.Connector.Salesforce;

static class SalesforceServices
{
    /// <param name="memory">What is remembered of the account; a refresh token needs it, because it may be rotated.</param>
    /// <param name="network">In place of the network, for tests.</param>
    public static ICrm Create(
        ConnectionOptions connection, TimeProvider time, ILoggerFactory loggers, HttpMessageHandler? network = null, CrmMemory? memory = null)
    {
        if (connection.Auth.TokenUrl is { } tokenUrl)
            CrmAddress.Require(tokenUrl);

        var logger = loggers.CreateLogger($"Crm.{connection.Name}");
        var address = new CrmAddress(connection.BaseUrl);
        var calls = new CallCounter();
        var allowance = new CallAllowance(connection.OrgStop, connection.CallShare, memory?.Calls, time);
        var signed = new SignedCalls(SignInOf(connection, address, time, memory?.Tokens), time);
        var handlers = CrmHandlers.Chain(calls, network, signed, new AllowedCalls(allowance, SalesforceQuota.Read));
        var http = new CrmHttp(handlers, SalesforceErrors.Explain, connection.Timeout, time, logger);
        var client = new SalesforceClient(http, address, connection.ApiVersion, connection.PageSize);
        return new SalesforceCrm(client, new(client, time, logger), new(calls, allowance, signed), address, time, logger);
    }

    static SignIn SignInOf(ConnectionOptions connection, CrmAddress address, TimeProvider time, Store.RefreshTokens? tokens)
    {
        var auth = connection.Auth;
        var signIn = new SalesforceSignIn(auth, address, time);
        return auth.Flow switch
        {
            AuthFlow.ClientCredentials => signIn.WithClientCredentialsAsync,
            AuthFlow.JwtBearer => signIn.WithAssertionAsync,
            AuthFlow.RefreshToken when tokens is not null =>
                new RefreshingSignIn(auth.RefreshToken, tokens, signIn.ExchangeAsync, connection.Timeout, time).SignInAsync,
            AuthFlow.RefreshToken => throw new ArgumentException("A refresh token needs a place to keep the next one.", nameof(tokens)),
            _ => throw new ArgumentException($"{auth.Flow} is no way to sign in to Salesforce.", nameof(connection)),
        };
    }
}
