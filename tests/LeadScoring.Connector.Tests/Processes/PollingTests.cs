namespace LeadScoring.Connector.Tests.Processes;

[Parallelizable(ParallelScope.All)]
public sealed class PollingTests
{
    const string EveryTwoSeconds = "0/2 * * * * ?";

    [Test]
    public async Task A_status_set_in_the_crm_shows_as_a_flag_after_the_next_poll()
    {
        await using var people = await PeopleInBoth.StartAsync();
        using var folder = new ConnectorFolder(Connection.Both(people.Sandbox).Select(connection => connection.With("Schedule", EveryTwoSeconds)));
        var worker = folder.Start("run");
        await Eventually.IsTrueAsync(
            () => people.ShowsHot(people.HotLead) && people.ShowsHot(people.HotContact), "the first passes");

        people.World.Salesforce.SetField("Lead", people.ColdLead, "Status", "Working - Contacted");
        var salesforce = await Eventually.IsTrueAsync(() => people.ShowsHot(people.ColdLead), "the lead's flag");
        people.World.HubSpot.SetProperty(people.ColdContact, "hs_lead_status", "CONNECTED");
        var hubSpot = await Eventually.IsTrueAsync(() => people.ShowsHot(people.ColdContact), "the contact's flag");

        await TestContext.Out.WriteLineAsync($"Polled every 2 s, the flag showed after {salesforce} in Salesforce, {hubSpot} in HubSpot");
        Assert.That(worker.HasEnded, Is.False);
    }

    [Test]
    public async Task A_flag_goes_when_its_status_is_disqualified()
    {
        await using var people = await PeopleInBoth.StartAsync();
        using var folder = new ConnectorFolder(Connection.Both(people.Sandbox).Select(connection => connection.With("Schedule", EveryTwoSeconds)));
        folder.Start("run");
        await Eventually.IsTrueAsync(() => people.ShowsHot(people.HotLead), "the flag shows");

        people.World.Salesforce.SetField("Lead", people.HotLead, "Status", "Closed - Not Converted");

        await Eventually.IsTrueAsync(() => !people.ShowsHot(people.HotLead), "the flag goes");
    }

    [Test]
    public async Task A_connection_that_cannot_sign_in_leaves_the_other_working()
    {
        await using var people = await PeopleInBoth.StartAsync();
        using var folder = new ConnectorFolder(
            Connection.ToSalesforce(people.Sandbox.SalesforceUrl, "wrong").With("Schedule", EveryTwoSeconds),
            Connection.ToHubSpot(people.Sandbox.HubSpotUrl).With("Schedule", EveryTwoSeconds));
        var worker = folder.Start("run");
        await Eventually.IsTrueAsync(() => people.ShowsHot(people.HotContact), "the first pass of the other");

        people.World.HubSpot.SetProperty(people.ColdContact, "hs_lead_status", "CONNECTED");
        await Eventually.IsTrueAsync(() => people.ShowsHot(people.ColdContact), "a later pass of the other");
        var status = (await folder.RunAsync("status", "--json")).Json().GetProperty("connections");

        Assert.That(worker.HasEnded, Is.False);
        Assert.That(status.Named("salesforce").Text("state"), Is.EqualTo("failed"));
        Assert.That(status.Named("hubspot").Text("state"), Is.EqualTo("ok"));
    }
}
