using System.Globalization;
using System.Net;
using LeadScoring.Connector.Tests.Pipeline;

namespace LeadScoring.Connector.Tests.Processes;

/// <summary>What other commands may do while a worker runs, and after it died.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class LeaseTests
{
    [Test]
    public async Task After_a_killed_worker_a_sync_takes_the_lease_at_once()
    {
        await using var people = await PeopleInBoth.StartAsync();
        using var folder = new ConnectorFolder(Connection.Both(people.Sandbox));
        var worker = await RunningAsync(folder, people);

        worker.Kill();
        await worker.EndAsync(TimeSpan.FromSeconds(10));
        people.World.Salesforce.SetField("Lead", people.ColdLead, "Status", "Working - Contacted");
        var outcome = await folder.RunAsync("sync", "--json");

        Assert.That(outcome.ExitCode, Is.Zero, outcome.ToString());
        Assert.That(people.ShowsHot(people.ColdLead));
    }

    [Test]
    public async Task Beside_a_worker_a_sync_ends_with_1_and_names_the_holder()
    {
        await using var people = await PeopleInBoth.StartAsync();
        using var folder = new ConnectorFolder(Connection.Both(people.Sandbox));
        var worker = await RunningAsync(folder, people);

        var outcome = await folder.RunAsync("sync", "--json");

        Assert.That(outcome.ExitCode, Is.EqualTo(1), outcome.ToString());
        Assert.That(outcome.Errors, Does.Contain(worker.Id.ToString(CultureInfo.InvariantCulture)).And.Contain(Environment.MachineName));
        Assert.That(outcome.Output, Is.Empty);
    }

    [TestCase("status", "--json")]
    [TestCase("leads", "--json")]
    [TestCase("leads", "--hot", "--json")]
    [TestCase("explain", "salesforce", "ada@example.com", "--json")]
    [TestCase("mappings", "test", "--json")]
    [TestCase("sync", "--dry-run", "--json")]
    public async Task Beside_a_worker_works_(params string[] arguments)
    {
        await using var people = await PeopleInBoth.StartAsync();
        using var folder = new ConnectorFolder(Connection.Both(people.Sandbox));
        await RunningAsync(folder, people);

        var outcome = await folder.RunAsync(arguments);

        Assert.That(outcome.ExitCode, Is.Zero, outcome.ToString());
        Assert.That(outcome.Json().EnumerateObject(), Is.Not.Empty);
    }

    [Test]
    public async Task Beside_a_worker_cool_is_handed_over_and_done()
    {
        await using var people = await PeopleInBoth.StartAsync();
        using var folder = new ConnectorFolder(Connection.Both(people.Sandbox));
        await RunningAsync(folder, people);

        var outcome = await folder.RunAsync("cool", "hubspot", people.HotContact, "--yes");

        Assert.That(outcome.ExitCode, Is.Zero, outcome.ToString());
        Assert.That(outcome.Output, Does.Contain("Handed to"));
        await Eventually.IsTrueAsync(() => !people.ShowsHot(people.HotContact), "the flag goes");
        var lead = (await folder.RunAsync("explain", "hubspot", people.HotContact, "--json")).Json();
        Assert.That(lead.GetProperty("hot").GetBoolean(), Is.False);
    }

    [Test]
    public async Task Beside_a_worker_retry_is_handed_over_and_tells_what_became_of_it()
    {
        await using var hooks = await HookServer.StartAsync();
        await using var people = await PeopleInBoth.StartAsync();
        using var folder = new ConnectorFolder();
        var mapping = folder.InFolder("hubspot.yaml");
        await File.WriteAllTextAsync(mapping, new Model
        {
            Points = "{ NEW: 1, CONNECTED: 7 }",
            Lists = "interaction: [CONNECTED]",
            More = "on_hot: { webhook: {} }",
        }.TextFor(Play.HubSpot));
        folder.Configure([Connection.ToHubSpot(people.Sandbox.HubSpotUrl).With("Mapping", mapping)]);
        folder.Environment["Connector__Alerts__WebhookUrl"] = hooks.Url.ToString();
        await folder.RunAsync("sync");
        hooks.Answer = HttpStatusCode.ServiceUnavailable;
        people.World.HubSpot.SetProperty(people.ColdContact, "hs_lead_status", "CONNECTED");
        folder.Start("run");
        await Eventually.IsTrueAsync(() => Told().Count == 1, "the alert that fails");

        hooks.Answer = HttpStatusCode.OK;
        var outcome = await folder.RunAsync("retry", "--json");

        Assert.That(outcome.ExitCode, Is.Zero, outcome.ToString());
        Assert.That(outcome.Errors, Does.Contain("Handed to"));
        Assert.That((outcome.Json().Number("retried"), outcome.Json().Number("accepted"), outcome.Json().Number("rejected")), Is.EqualTo((1, 1, 0)));
        Assert.That(Told().Select(hook => hook.Id), Has.Exactly(2).Items.And.All.EqualTo(Told()[0].Id));

        List<Hook> Told() => [.. hooks.Received.Where(hook => hook.Leads.Contains(people.ColdContact))];
    }

    [Test]
    public async Task Status_names_the_worker_while_it_runs()
    {
        await using var people = await PeopleInBoth.StartAsync();
        using var folder = new ConnectorFolder(Connection.Both(people.Sandbox));
        var worker = await RunningAsync(folder, people);

        var during = await folder.RunAsync("status", "--json");
        worker.Terminate();
        await worker.EndAsync(TimeSpan.FromSeconds(30));
        var after = await folder.RunAsync("status", "--json");

        Assert.That(during.Json().GetProperty("connections").Named("hubspot").Text("holder"), Does.EndWith($"process {worker.Id}"));
        Assert.That(after.Json().GetProperty("connections").Named("hubspot").Text("holder"), Is.Null);
    }

    /// <summary>A worker whose first passes are through.</summary>
    static async Task<ConnectorProcess> RunningAsync(ConnectorFolder folder, PeopleInBoth people)
    {
        var worker = folder.Start("run");
        await Eventually.IsTrueAsync(
            () => worker.HasEnded || (people.ShowsHot(people.HotLead) && people.ShowsHot(people.HotContact)), "the first passes");
        Assert.That(worker.HasEnded, Is.False);
        return worker;
    }
}
