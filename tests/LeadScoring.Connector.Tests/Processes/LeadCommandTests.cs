namespace LeadScoring.Connector.Tests.Processes;

[Parallelizable(ParallelScope.All)]
public sealed class LeadCommandTests
{
    static readonly string[] leadKeys =
        ["connection", "object", "id", "name", "owner", "total", "parts", "hot", "hot_since", "resets_at", "stage", "reasons"];

    [Test]
    public async Task Leads_come_hot_first_then_by_total()
    {
        await using var people = await PeopleInBoth.StartAsync();
        using var folder = await SyncedAsync(people);

        var leads = (await folder.RunAsync("leads", "--json")).Json();

        leads.HasExactly("leads");
        var ids = leads.GetProperty("leads").EnumerateArray().Select(lead => lead.Text("id"));
        Assert.That(ids, Is.EqualTo([people.HotLead, people.HotContact, people.ColdLead, people.ColdContact]));
    }

    [Test]
    public async Task A_lead_has_the_promised_properties()
    {
        await using var people = await PeopleInBoth.StartAsync();
        using var folder = await SyncedAsync(people);

        var lead = (await folder.RunAsync("leads", "--hot", "--connection", "salesforce", "--json"))
            .Json().GetProperty("leads").EnumerateArray().Single();

        lead.HasExactly(leadKeys);
        lead.GetProperty("parts").HasExactly("status", "behaviour", "fit");
        Assert.That(lead.Text("object"), Is.EqualTo("Lead"));
        Assert.That(lead.Number("total"), Is.EqualTo(7));
        Assert.That(lead.Text("resets_at"), Does.Match(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"));
        Assert.That(lead.GetProperty("reasons").EnumerateArray().Single().GetString(), Does.StartWith("Working - Contacted +7"));
    }

    [Test]
    public async Task Explain_has_the_lead_with_its_settings_and_its_ledger()
    {
        await using var people = await PeopleInBoth.StartAsync();
        using var folder = await SyncedAsync(people);

        var lead = (await folder.RunAsync("explain", "salesforce", "ada@example.com", "--json")).Json();

        lead.HasExactly([.. leadKeys, "blockers", "settings", "ledger", "crm"]);
        lead.GetProperty("settings")[0].HasExactly("key", "value", "layer");
        var entry = lead.GetProperty("ledger").EnumerateArray().Single();
        entry.HasExactly(
            "occurred_at", "observed_at", "kind", "rule", "part", "points", "total", "model", "layer", "source", "estimated", "note");
        Assert.That(entry.Text("rule"), Is.EqualTo("Working - Contacted"));
        Assert.That(lead.GetProperty("crm").Text("Hot_Lead__c"), Is.EqualTo("true"));
    }

    [Test]
    public async Task Explain_ends_with_1_when_it_does_not_know_the_id()
    {
        await using var people = await PeopleInBoth.StartAsync();
        using var folder = await SyncedAsync(people);

        var outcome = await folder.RunAsync("explain", "salesforce", "00Q000000000000", "--json");

        Assert.That(outcome.ExitCode, Is.EqualTo(1));
        Assert.That(outcome.Output, Is.Empty);
        Assert.That(outcome.Errors, Does.Contain("00Q000000000000"));
    }

    [Test]
    public async Task An_address_of_several_records_lists_them_and_ends_with_1()
    {
        await using var people = await PeopleInBoth.StartAsync();
        var twin = people.World.Salesforce.CreateContact("Ada", "Byron", "ada@example.com", "New");
        using var folder = await SyncedAsync(people);

        var outcome = await folder.RunAsync("explain", "salesforce", "ADA@example.com", "--json");
        var narrowed = await folder.RunAsync("explain", "salesforce", "ada@example.com", "--object", "Contact", "--json");

        Assert.That(outcome.ExitCode, Is.EqualTo(1));
        Assert.That(outcome.Errors, Does.Contain($"Lead {people.HotLead}").And.Contain($"Contact {twin}"));
        Assert.That(narrowed.Json().Text("id"), Is.EqualTo(twin));
    }

    [Test]
    public async Task Cool_takes_the_flag_away_and_keeps_it_away()
    {
        await using var people = await PeopleInBoth.StartAsync();
        using var folder = await SyncedAsync(people);

        var outcome = await folder.RunAsync("cool", "salesforce", people.HotLead, "--yes");
        var again = await folder.RunAsync("sync", "--json");

        Assert.That(outcome.ExitCode, Is.Zero, outcome.ToString());
        Assert.That(again.ExitCode, Is.Zero, again.ToString());
        Assert.That(people.ShowsHot(people.HotLead), Is.False);
    }

    [Test]
    public async Task Cool_without_an_answer_changes_nothing_and_ends_with_1()
    {
        await using var people = await PeopleInBoth.StartAsync();
        using var folder = await SyncedAsync(people);

        var outcome = await folder.RunAsync("cool", "salesforce", people.HotLead);

        Assert.That(outcome.ExitCode, Is.EqualTo(1), outcome.ToString());
        Assert.That(outcome.Errors, Does.Contain("Nothing was changed"));
        Assert.That(people.ShowsHot(people.HotLead));
    }

    [TestCase("y\n", 0, false)]
    [TestCase("n\n", 1, true)]
    public async Task Cool_does_what_it_is_answered(string answer, int exitCode, bool hot)
    {
        await using var people = await PeopleInBoth.StartAsync();
        using var folder = await SyncedAsync(people);

        var outcome = await folder.AnswerAsync(answer, "cool", "hubspot", "emmy@example.com");

        Assert.That(outcome.ExitCode, Is.EqualTo(exitCode), outcome.ToString());
        Assert.That(people.ShowsHot(people.HotContact), Is.EqualTo(hot));
    }

    static async Task<ConnectorFolder> SyncedAsync(PeopleInBoth people)
    {
        var folder = new ConnectorFolder(Connection.Both(people.Sandbox));
        var outcome = await folder.RunAsync("sync");
        Assert.That(outcome.ExitCode, Is.Zero, outcome.ToString());
        return folder;
    }
}
