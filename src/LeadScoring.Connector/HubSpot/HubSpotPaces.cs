using LeadScoring.Connector.Configuration;

namespace LeadScoring.Connector.HubSpot;

/// <summary>
/// The paces of a process. Connections with one token share one from the start, connections to one account as soon as it is
/// known; it is set by whichever comes first.
/// </summary>
sealed class HubSpotPaces(TimeProvider time)
{
    readonly Lock gate = new();
    readonly Dictionary<(Uri, string), HubSpotPace> byToken = [];
    readonly Dictionary<(Uri, long), HubSpotPace> byAccount = [];

    public HubSpotPace Of(ConnectionOptions connection)
    {
        lock (gate)
        {
            if (!byToken.TryGetValue(Key(connection), out var pace))
                byToken.Add(Key(connection), pace = new(connection.Limits, time));

            return pace;
        }
    }

    /// <summary>The pace of an account whose id the connection has learned.</summary>
    public HubSpotPace Of(ConnectionOptions connection, long account)
    {
        var own = Of(connection);
        lock (gate)
        {
            byAccount.TryAdd((connection.BaseUrl, account), own);
            return byAccount[(connection.BaseUrl, account)];
        }
    }

    /// <summary>Another token is in use at the same address: it may belong to the same account.</summary>
    public bool HasOther(ConnectionOptions connection)
    {
        lock (gate)
            return byToken.Keys.Any(key => key.Item1 == connection.BaseUrl && key != Key(connection));
    }

    static (Uri, string) Key(ConnectionOptions connection) =>
        (connection.BaseUrl, connection.Auth.AccessToken + connection.Auth.RefreshToken);
}
