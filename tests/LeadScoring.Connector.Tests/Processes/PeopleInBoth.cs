using LeadScoring.Sandbox;

namespace LeadScoring.Connector.Tests.Processes;

/// <summary>A sandbox with a hot and a cold person in each CRM, as the shipped mappings score them.</summary>
sealed class PeopleInBoth : IAsyncDisposable
{
    PeopleInBoth(SandboxHost sandbox)
    {
        Sandbox = sandbox;
        var world = sandbox.World;
        HotLead = world.Salesforce.CreateLead("Ada", "Byron", "ada@example.com", "Engines", "Working - Contacted");
        ColdLead = world.Salesforce.CreateLead("Carl", "Gauss", "carl@example.com", "Numbers", "Open - Not Contacted");
        HotContact = CreateContact("Emmy", "emmy@example.com", "CONNECTED");
        ColdContact = CreateContact("Paul", "paul@example.com", "NEW");
    }

    public SandboxHost Sandbox { get; }

    public World World => Sandbox.World;

    public string HotLead { get; }

    public string ColdLead { get; }

    public string HotContact { get; }

    public string ColdContact { get; }

    public static async Task<PeopleInBoth> StartAsync(SandboxOptions? options = null) => new(await SandboxHost.StartAsync(
        options ?? Options(), CancellationToken.None));

    public static SandboxOptions Options() => new() { Population = Population.Empty, RateLimits = false };

    public string CreateContact(string name, string email, string status) => World.HubSpot.CreateContact(new Dictionary<string, string?>
    {
        ["firstname"] = name,
        ["email"] = email,
        ["hs_lead_status"] = status,
    });

    public bool ShowsHot(string id) => id.StartsWith("00Q", StringComparison.Ordinal)
        ? World.Salesforce.Get("Lead", id, "Hot_Lead__c") is true
        : World.HubSpot.Get(id, "hot_lead") == "true";

    public ValueTask DisposeAsync() => Sandbox.DisposeAsync();
}
