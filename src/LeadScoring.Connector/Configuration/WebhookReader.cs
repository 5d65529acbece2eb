using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Configuration;

/// <summary>Reads where webhooks arrive, and compares it with the connections that take them: neither is of use alone.</summary>
sealed class WebhookReader(SettingValues values, string shownFile, ConfigurationProblems problems)
{
    const string Listener = "Web:WebhookUrl";

    const string Public = "Web:PublicUrl";

    /// <returns>Null when nothing listens, or too little is known; the problems say what.</returns>
    public WebhookOptions? Read(IReadOnlyList<ConnectionOptions> connections, string? only)
    {
        foreach (var connection in connections.Where(connection => connection.WebhookSecret is not null))
            CheckSecret(connection);
        if (values.Url(Public) is { } address && (address.Query.Length > 0 || address.Fragment.Length > 0))
            problems.Add(values.Find(Public)!, "holds a query or fragment. Leave out what begins with ? or #.");
        if (values.Find(Listener) is not { } listener)
            return null;

        if (values.Url(Listener) is { PathAndQuery: not "/" })
            problems.Add(listener, "holds a path. Write scheme, host and port only, such as http://127.0.0.1:8081.");
        if (values.Find(Public) is null)
        {
            problems.Add(
                shownFile, Key(Public), value: null,
                "is missing. Write the address under which HubSpot reaches this machine, such as https://hooks.example.com.");
        }

        if (only is null && !connections.Any(TakesWebhooks))
            problems.Add(listener, "listens for nobody. Set WebhookSecret of a HubSpot connection, or leave WebhookUrl out.");
        return values.Url(Listener) is { } url && values.Url(Public) is { } reached ? new(url, reached) : null;
    }

    void CheckSecret(ConnectionOptions connection)
    {
        var setting = values.Find($"Connections:{connection.Name}:WebhookSecret")!; // the connection has it from there
        if (connection.Crm != CrmKind.HubSpot)
            problems.Add(setting, $"has no effect: {connection.Crm} sends no webhooks. Leave it out.");
        else if (values.Find(Listener) is null)
            problems.Add(setting, $"has no effect without {Key(Listener)}. Write the address to listen on, such as http://127.0.0.1:8081.");
    }

    /// <summary>The secret of a disabled connection is not asked for.</summary>
    static bool TakesWebhooks(ConnectionOptions connection) =>
        connection.Crm == CrmKind.HubSpot && (connection.WebhookSecret is not null || !connection.Enabled);

    static string Key(string key) => $"{KnownSettings.Root}:{key}";
}
