using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using Microsoft.Extensions.Logging;

namespace LeadScoring.Connector.HubSpot;

static class HubSpotServices
{
    /// <summary>The largest page a search gives.</summary>
    const int LargestPage = 200;

    /// <param name="network">In place of the network, for tests.</param>
    public static ICrm Create(
        ConnectionOptions connection, TimeProvider time, ILoggerFactory loggers, HttpMessageHandler? network = null)
    {
        var logger = loggers.CreateLogger($"Crm.{connection.Name}");
        var calls = new CallCounter();
        var pace = new HubSpotPace(connection.Limits, time);
        var quota = new HubSpotQuota(pace);
        var handlers = CrmHandlers.Chain(calls, network, new HubSpotSignIn(connection.Auth), quota, pace);
        var http = new CrmHttp(handlers, HubSpotErrors.Explain, connection.Timeout, time, logger);
        var client = new HubSpotClient(http, new CrmAddress(connection.BaseUrl), connection.ApiVersion);
        return new HubSpotCrm(client, calls, quota, Math.Min(connection.PageSize, LargestPage));
    }
}
