namespace LeadScoring.Connector.Tests.Processes;

[Parallelizable(ParallelScope.All)]
public sealed class LinkedPeopleTests
{
    const string EveryTwoSeconds = "0/2 * * * * ?";
    const string OnceAYear = "0 0 0 1 1 ?";

    [Test]
    public async Task A_crossing_in_one_crm_does_not_wait_for_the_schedule_of_the_other()
    {
        await using var people = await PeopleInBoth.StartAsync();
        var twin = people.CreateContact("Carl", "Carl@example.com", "NEW");
        using var folder = Linked(
            Connection.ToSalesforce(people.Sandbox.SalesforceUrl).With("Schedule", EveryTwoSeconds),
            Connection.ToHubSpot(people.Sandbox.HubSpotUrl).With("Schedule", OnceAYear));
        folder.Start("run");
        await Eventually.IsTrueAsync(() => people.ShowsHot(people.HotLead) && people.ShowsHot(people.HotContact), "the first passes");

        people.World.Salesforce.SetField("Lead", people.ColdLead, "Status", "Working - Contacted");

        await Eventually.IsTrueAsync(() => people.ShowsHot(twin), "the flag of the same person in HubSpot");
    }

    [Test]
    public async Task The_link_shows_in_leads_explain_and_status()
    {
        await using var people = await PeopleInBoth.StartAsync();
        var twin = people.CreateContact("Ada", "ada@example.com", "NEW");
        using var folder = Linked(Connection.Both(people.Sandbox));
        await folder.RunAsync("sync");
        await folder.RunAsync("sync");

        var hot = (await folder.RunAsync("leads", "--hot", "--json")).Json().GetProperty("leads").EnumerateArray().Select(lead => lead.Text("id"));
        var explained = (await folder.RunAsync("explain", "hubspot", twin, "--json")).Json();
        var status = (await folder.RunAsync("status", "--json")).Json().GetProperty("connections");

        var linked = explained.GetProperty("linked");
        Assert.That(hot, Is.EquivalentTo([people.HotLead, people.HotContact, twin]));
        Assert.That((linked.Text("connection"), linked.Text("id"), linked.GetProperty("hot").GetBoolean()), Is.EqualTo(("salesforce", people.HotLead, true)));
        Assert.That(explained.GetProperty("reasons")[0].GetString(), Does.StartWith("chaud dans Salesforce"));
        Assert.That((status.Named("hubspot").Number("linked"), status.Named("salesforce").Number("linked")), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task Cool_takes_away_a_flag_that_stands_by_the_link()
    {
        await using var people = await PeopleInBoth.StartAsync();
        var twin = people.CreateContact("Ada", "ada@example.com", "NEW");
        using var folder = Linked(Connection.Both(people.Sandbox));
        await folder.RunAsync("sync");
        await folder.RunAsync("sync");

        var outcome = await folder.RunAsync("cool", "hubspot", twin, "--yes");
        var again = await folder.RunAsync("sync", "--json");

        Assert.That((outcome.ExitCode, again.ExitCode), Is.EqualTo((0, 0)), outcome.ToString());
        Assert.That((people.ShowsHot(twin), people.ShowsHot(people.HotLead)), Is.EqualTo((false, false)));
    }

    static ConnectorFolder Linked(params IEnumerable<Connection> connections)
    {
        var folder = new ConnectorFolder(connections);
        folder.Environment["Connector__People__LinkBy"] = "Email";
        return folder;
    }
}
