using LeadScoring.Connector.Configuration;

namespace LeadScoring.Connector.HubSpot;

/// <summary>The paces of a process: connections to one account share one, set by whichever comes first.</summary>
sealed class HubSpotPaces(TimeProvider time)
{
    readonly Lock gate = new();
    readonly Dictionary<(Uri, string), HubSpotPace> paces = [];

    public HubSpotPace Of(ConnectionOptions connection)
    {
        var account = (connection.BaseUrl, connection.Auth.AccessToken + connection.Auth.RefreshToken);
        lock (gate)
        {
            if (!paces.TryGetValue(account, out var pace))
                paces.Add(account, pace = new(connection.Limits, time));

            return pace;
        }
    }
}
