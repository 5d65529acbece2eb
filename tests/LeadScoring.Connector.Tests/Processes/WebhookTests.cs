using System.Net;
using System.Net.Sockets;
using LeadScoring.Sandbox;
using LeadScoring.Sandbox.HubSpot;

namespace LeadScoring.Connector.Tests.Processes;

/// <summary>A worker that polls once a year, and a HubSpot that tells it what happens.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class WebhookTests
{
    const string Secret = "planted-webhook-secret-4720";

    [Test]
    public async Task A_status_set_in_HubSpot_shows_as_a_flag_long_before_the_next_poll()
    {
        await using var people = await PeopleInBoth.StartAsync();
        using var folder = FolderFor(people);
        var worker = folder.Start("run");
        Listen(people, folder, Secret);
        await Eventually.IsTrueAsync(() => people.ShowsHot(people.HotContact), "the first pass");
        var searches = people.Sandbox.Requests.Count("hubspot", "search");

        people.World.HubSpot.SetProperty(people.ColdContact, "hs_lead_status", "CONNECTED");
        var reaction = await Eventually.IsTrueAsync(() => people.ShowsHot(people.ColdContact), "the flag");
        worker.Terminate();
        var outcome = await worker.EndAsync(TimeSpan.FromSeconds(30));

        await TestContext.Out.WriteLineAsync($"By webhook, the flag showed after {reaction}");
        Assert.That(outcome.ExitCode, Is.Zero, outcome.ToString());
        Assert.That(people.Sandbox.Requests.Count("hubspot", "search"), Is.EqualTo(searches), "the first pass searched, and no other");
        Assert.That(outcome + LogOf(folder), Does.Not.Contain(Secret));
    }

    [Test]
    public async Task Repeated_and_shuffled_webhooks_of_a_burst_come_to_the_same()
    {
        await using var people = await PeopleInBoth.StartAsync();
        var ids = Enumerable.Range(0, 300).Select(place => people.CreateContact($"Number {place}", $"n{place}@example.com", "NEW")).ToList();
        using var folder = FolderFor(people);
        folder.Start("run");
        Listen(people, folder, Secret, isUnruly: true);
        await Eventually.IsTrueAsync(() => people.ShowsHot(people.HotContact), "the first pass");

        foreach (var status in (string[])["CONNECTED", "UNQUALIFIED", "OPEN_DEAL"])
        {
            foreach (var id in ids)
                people.World.HubSpot.SetProperty(id, "hs_lead_status", status);
        }

        var reaction = await Eventually.IsTrueAsync(
            () => StoreFile.Number(folder.DatabaseFile, "select count(*) from ledger where rule = 'OPEN_DEAL'") == 300
                && ids.TrueForAll(people.ShowsHot),
            "all flags");

        await TestContext.Out.WriteLineAsync($"900 changes told twice: 300 flags after {reaction}");
        Assert.That(StoreFile.Unbalanced(folder.DatabaseFile), Is.Empty);
        Assert.That(
            StoreFile.Number(folder.DatabaseFile, "select count(*) from ledger where kind = 0 and rule <> 'NEW'"),
            Is.EqualTo((3 * 300) + 1), "each change once, and the person who was hot from the start");
    }

    [Test]
    public async Task A_webhook_signed_by_somebody_else_hastens_nothing()
    {
        await using var people = await PeopleInBoth.StartAsync();
        using var folder = FolderFor(people);
        var worker = folder.Start("run");
        Listen(people, folder, "another secret");
        await Eventually.IsTrueAsync(() => people.ShowsHot(people.HotContact), "the first pass");
        var before = people.Sandbox.Requests.Count("hubspot");

        people.World.HubSpot.SetProperty(people.ColdContact, "hs_lead_status", "CONNECTED");
        await Eventually.IsTrueAsync(() => LogOf(folder).Contains("Refused a webhook of", StringComparison.Ordinal), "the refusal in the log");
        worker.Terminate();
        await worker.EndAsync(TimeSpan.FromSeconds(30));

        Assert.That((people.ShowsHot(people.ColdContact), people.Sandbox.Requests.Count("hubspot")), Is.EqualTo((false, before)));
    }

    [Test]
    public async Task An_address_that_is_taken_stops_the_start_and_is_named()
    {
        await using var people = await PeopleInBoth.StartAsync();
        using var folder = FolderFor(people);
        using var taken = new TcpListener(IPAddress.Loopback, AddressOf(folder).Port);
        taken.Start();

        var outcome = await folder.RunAsync("run");

        Assert.That(outcome.ExitCode, Is.EqualTo(2), outcome.ToString());
        Assert.That(outcome.Errors, Does.Contain("Connector:Web:WebhookUrl").And.Contain(AddressOf(folder).ToString()));
    }

    static ConnectorFolder FolderFor(PeopleInBoth people)
    {
        var folder = new ConnectorFolder(Connection.ToHubSpot(people.Sandbox.HubSpotUrl).With("WebhookSecret", Secret));
        var address = $"http://127.0.0.1:{FreePort()}";
        folder.Environment["Connector__Web__WebhookUrl"] = address;
        folder.Environment["Connector__Web__PublicUrl"] = address;
        return folder;
    }

    static void Listen(PeopleInBoth people, ConnectorFolder folder, string secret, bool isUnruly = false) =>
        people.World.HubSpot.Webhooks = new WebhookTarget(new(AddressOf(folder), "webhooks/hubspot/hubspot"), secret)
        {
            Repeats = isUnruly,
            Shuffles = isUnruly,
        };

    static Uri AddressOf(ConnectorFolder folder) => new(folder.Environment["Connector__Web__PublicUrl"]);

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    static string LogOf(ConnectorFolder folder) => Directory.Exists(folder.LogFolder)
        ? string.Concat(Directory.EnumerateFiles(folder.LogFolder).Select(Read))
        : "";

    static string Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
