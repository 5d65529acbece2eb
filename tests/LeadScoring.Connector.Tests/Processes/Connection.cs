using LeadScoring.Sandbox;

namespace LeadScoring.Connector.Tests.Processes;

/// <summary>A connection as it stands in a configuration file.</summary>
sealed record Connection(string Name, IReadOnlyDictionary<string, object> Settings)
{
    const string OnceAYear = "0 0 0 1 1 ?";

    public static IEnumerable<Connection> Both(SandboxHost sandbox) => [ToSalesforce(sandbox.SalesforceUrl), ToHubSpot(sandbox.HubSpotUrl)];

    public static Connection ToSalesforce(Uri address, string secret = "sandbox-secret") => new("salesforce", new Dictionary<string, object>
    {
        ["Crm"] = "Salesforce",
        ["BaseUrl"] = address,
        ["Mapping"] = Shipped("salesforce.yaml"),
        ["Schedule"] = OnceAYear,
        ["Auth"] = new { Flow = "ClientCredentials", ClientId = "sandbox-client", ClientSecret = secret },
    });

    public static Connection ToHubSpot(Uri address, string token = "sandbox-token") => new("hubspot", new Dictionary<string, object>
    {
        ["Crm"] = "HubSpot",
        ["BaseUrl"] = address,
        ["Mapping"] = Shipped("hubspot.yaml"),
        ["Schedule"] = OnceAYear,
        ["Limits"] = new { SearchesPerSecond = 0, CallsPerTenSeconds = 0 },
        ["Auth"] = new { Flow = "AccessToken", AccessToken = token },
    });

    public static string Shipped(string mapping) => Path.Combine(AppContext.BaseDirectory, "mappings", mapping);

    public Connection With(string key, object value) => this with { Settings = new Dictionary<string, object>(Settings) { [key] = value } };
}
