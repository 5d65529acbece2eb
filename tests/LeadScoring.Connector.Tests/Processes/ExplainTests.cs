namespace LeadScoring.Connector.Tests.Processes;

[Parallelizable(ParallelScope.All)]
public sealed class ExplainTests
{
    const string Mapping =
        """
        version: 1
        crm: salesforce
        locale: fr
        objects:
          Lead:
            status:
              field: Status
              points: { Open - Not Contacted: 4, Working - Contacted: 7 }
              qualified: [ Working - Contacted ]
            writes: { hot: Hot_Lead__c, blockers: Hot_Blockers__c }
        fit:
          decides: { points: 1, all: [ { field: Title, is: CEO } ] }
          market: { points: 2, all: [ { field: Company, is: Motors } ] }
        scoring: { hot_at: 5 }
        """;

    [Test]
    public async Task Explain_tells_the_blockers_as_the_crm_shows_them()
    {
        await using var people = await PeopleInBoth.StartAsync();
        using var folder = await SyncedAsync(people);

        var lead = (await folder.RunAsync("explain", "salesforce", "ada@example.com", "--json")).Json();

        string[] blockers = ["market: non rempli", "decides: inconnu"];
        Assert.That(lead.GetProperty("blockers").EnumerateArray().Select(blocker => blocker.GetString()), Is.EqualTo(blockers));
        Assert.That(lead.GetProperty("crm").Text("Hot_Blockers__c"), Is.EqualTo(string.Join(", ", blockers)));
    }

    [Test]
    public async Task Explain_has_a_line_for_the_reasons_and_one_for_the_blockers()
    {
        await using var people = await PeopleInBoth.StartAsync();
        using var folder = await SyncedAsync(people);

        var outcome = await folder.RunAsync("explain", "salesforce", "ada@example.com");

        Assert.That(outcome.Output, Does.Match(@"(?m)^reasons: Working - Contacted \+7 \("));
        Assert.That(outcome.Output, Does.Match(@"(?m)^blockers: market: non rempli, decides: inconnu\s*$"));
    }

    [Test]
    public async Task A_stage_reads_as_it_does_in_the_crm()
    {
        await using var people = await PeopleInBoth.StartAsync();
        people.World.Salesforce.SetField("Lead", people.HotLead, "Status", "Open - Not Contacted");
        people.World.Salesforce.SetField("Lead", people.HotLead, "Status", "Working - Contacted");
        using var folder = await SyncedAsync(people);

        var lead = (await folder.RunAsync("explain", "salesforce", "ada@example.com", "--json")).Json();

        Assert.That(lead.Text("stage"), Is.EqualTo("repeat customer"));
    }

    static async Task<ConnectorFolder> SyncedAsync(PeopleInBoth people)
    {
        var folder = new ConnectorFolder();
        File.WriteAllText(folder.InFolder("mapping.yaml"), Mapping);
        folder.Configure(Connection.ToSalesforce(people.Sandbox.SalesforceUrl).With("Mapping", "mapping.yaml"));
        var outcome = await folder.RunAsync("sync");
        Assert.That(outcome.ExitCode, Is.Zero, outcome.ToString());
        return folder;
    }
}
