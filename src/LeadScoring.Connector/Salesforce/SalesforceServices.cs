using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using Microsoft.Extensions.Logging;

namespace LeadScoring.Connector.Salesforce;

static class SalesforceServices
{
    /// <param name="network">In place of the network, for tests.</param>
    public static ICrm Create(
        ConnectionOptions connection, TimeProvider time, ILoggerFactory loggers, HttpMessageHandler? network = null)
    {
        if (connection.Auth.TokenUrl is { } tokenUrl)
            CrmAddress.Require(tokenUrl);

        var logger = loggers.CreateLogger($"Crm.{connection.Name}");
        var address = new CrmAddress(connection.BaseUrl);
        var calls = new CallCounter();
        var quota = new SalesforceQuota();
        var handlers = CrmHandlers.Chain(calls, network, new SalesforceSignIn(connection.Auth, address), quota);
        var http = new CrmHttp(handlers, SalesforceErrors.Explain, connection.Timeout, time, logger);
        var client = new SalesforceClient(http, address, connection.ApiVersion, connection.PageSize);
        return new SalesforceCrm(client, calls, quota, logger);
    }
}
