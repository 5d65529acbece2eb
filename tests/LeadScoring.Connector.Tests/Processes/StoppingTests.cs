using Microsoft.AspNetCore.Http;

namespace LeadScoring.Connector.Tests.Processes;

[Parallelizable(ParallelScope.All)]
public sealed class StoppingTests
{
    static readonly TimeSpan HalfAMinute = TimeSpan.FromSeconds(30);

    [TestCase("salesforce")]
    [TestCase("hubspot")]
    public async Task F24_Stopped_in_a_slow_write_it_makes_no_new_call_and_keeps_what_became_of_the_rows(string name)
    {
        var write = new SlowCall(IsWrite, TimeSpan.FromSeconds(4));
        await using var people = await PeopleInBoth.StartAsync(Slowed(write));
        Crowd(people);
        using var folder = new ConnectorFolder(Connection.Both(people.Sandbox).Where(connection => connection.Name == name));
        var worker = folder.Start("run");
        await write.Reached.WaitAsync(TimeSpan.FromMinutes(1));
        var calls = people.Sandbox.Requests.Total;

        worker.Terminate();
        var outcome = await worker.EndAsync(HalfAMinute);

        Assert.That(outcome.ExitCode, Is.Zero, outcome.ToString());
        Assert.That(people.Sandbox.Requests.Total, Is.EqualTo(calls));
        Assert.That(Written(people), Is.GreaterThan(50));
        Assert.That(
            StoreFile.Number(folder.DatabaseFile, "select count(*) from lead where confirmed_at is not null"), Is.EqualTo(Written(people)));
    }

    [TestCase("salesforce")]
    [TestCase("hubspot")]
    public async Task Stopped_in_a_slow_read_it_makes_no_new_call(string name)
    {
        var read = new SlowCall(IsRead, TimeSpan.FromSeconds(4));
        await using var people = await PeopleInBoth.StartAsync(Slowed(read));
        using var folder = new ConnectorFolder(Connection.Both(people.Sandbox).Where(connection => connection.Name == name));
        var worker = folder.Start("run");
        await read.Reached.WaitAsync(TimeSpan.FromMinutes(1));
        var calls = people.Sandbox.Requests.Total;

        worker.Terminate();
        var outcome = await worker.EndAsync(HalfAMinute);

        Assert.That(outcome.ExitCode, Is.Zero, outcome.ToString());
        Assert.That(people.Sandbox.Requests.Total, Is.EqualTo(calls));
    }

    [Test]
    public async Task Interrupted_a_sync_ends_with_130()
    {
        var read = new SlowCall(IsRead, TimeSpan.FromSeconds(20));
        await using var people = await PeopleInBoth.StartAsync(Slowed(read));
        using var folder = new ConnectorFolder(Connection.Both(people.Sandbox));
        var sync = folder.Start("sync", "--json");
        await read.Reached.WaitAsync(TimeSpan.FromMinutes(1));

        sync.Interrupt();
        var outcome = await sync.EndAsync(HalfAMinute);

        Assert.That(outcome.ExitCode, Is.EqualTo(130), outcome.ToString());
        Assert.That(outcome.Output, Is.Empty);
    }

    [Test]
    public async Task An_idle_worker_ends_with_0_when_interrupted()
    {
        await using var people = await PeopleInBoth.StartAsync();
        using var folder = new ConnectorFolder(Connection.Both(people.Sandbox));
        var worker = folder.Start("run");
        await Eventually.IsTrueAsync(() => people.ShowsHot(people.HotLead), "the first pass");

        worker.Interrupt();
        var outcome = await worker.EndAsync(HalfAMinute);

        Assert.That(outcome.ExitCode, Is.Zero, outcome.ToString());
    }

    [Test]
    public async Task A_demo_with_an_end_tells_what_turned_hot_and_ends_with_0()
    {
        using var folder = new ConnectorFolder();

        var outcome = await folder.RunAsync("demo", "--for", "5s");

        Assert.That(outcome.ExitCode, Is.Zero, outcome.ToString());
        Assert.That(outcome.Output, Does.Match("(?m)^salesforce: [0-9]+ leads turned hot"));
        Assert.That(outcome.Output, Does.Match("(?m)^hubspot: [0-9]+ leads turned hot"));
    }

    /// <summary>More leads than one call writes, in both CRMs.</summary>
    static void Crowd(PeopleInBoth people)
    {
        people.World.Salesforce.CreateMany("Lead", 500, place => new Dictionary<string, object?>
        {
            ["LastName"] = $"Crowd {place}",
            ["Company"] = "Crowd",
            ["Status"] = "Working - Contacted",
        });
        people.World.HubSpot.CreateContacts(500, _ => new Dictionary<string, string?> { ["hs_lead_status"] = "CONNECTED" });
    }

    /// <summary>Records that the CRMs show a score for.</summary>
    static int Written(PeopleInBoth people) =>
        people.World.Salesforce.Ids("SELECT Id FROM Lead WHERE Lead_Score__c > 0").Count
        + new[] { "NEW", "CONNECTED" }.SelectMany(status => people.World.HubSpot.Ids("hs_lead_status", status))
            .Count(id => people.World.HubSpot.Get(id, "hot_lead_score") is { Length: > 0 });

    static LeadScoring.Sandbox.SandboxOptions Slowed(SlowCall call) => new()
    {
        Population = LeadScoring.Sandbox.Population.Empty,
        RateLimits = false,
        Intercept = call.DelayAsync,
    };

    static bool IsWrite(HttpRequest call) =>
        call.Method == "PATCH" || call.Path.Value?.EndsWith("/batch/update", StringComparison.Ordinal) == true;

    static bool IsRead(HttpRequest call) => call.Path.Value is { } path
        && (path.EndsWith("/queryAll", StringComparison.Ordinal) || path.EndsWith("/search", StringComparison.Ordinal));

    /// <summary>The first call of a kind, which takes long to be answered.</summary>
    sealed class SlowCall(Func<HttpRequest, bool> isMeant, TimeSpan delay)
    {
        readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Reached => reached.Task;

        public async Task<bool> DelayAsync(HttpContext call)
        {
            if (isMeant(call.Request) && reached.TrySetResult())
                await Task.Delay(delay);
            return false;
        }
    }
}
