using System.Globalization;
using LeadScoring.Connector.Tests.Sandboxes;
using LeadScoring.Sandbox;
using Microsoft.AspNetCore.Http;

namespace LeadScoring.Connector.Tests.Processes;

/// <summary>
/// A pass over some thousand leads of both CRMs dies at a random moment; the next one makes up for it. The CRMs' clock stands
/// still, so that every run sees the same world.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class KilledPassTests
{
    const int Seed = 20_260_302;

    static readonly string[] leadFields = ["Hot_Lead__c", "Lead_Score__c", "Hot_Since__c", "Hot_Resets_At__c", "Hot_Reasons__c"];
    static readonly string[] contactFields = ["Hot_Lead__c", "Lead_Score__c", "Hot_Since__c"];
    static readonly string[] properties = ["hot_lead", "hot_lead_score", "hot_lead_since", "hot_lead_resets_at", "hot_lead_reasons"];

    static readonly Lazy<Task<Traces>> undisturbed = new(() => RunAsync(killedAt: null));

    [TestCaseSource(nameof(Moments))]
    public async Task P07_F23_A_killed_pass_is_made_up_for_by_the_next_one(double moment, int delay)
    {
        var expected = await undisturbed.Value;

        var actual = await RunAsync(new((int)(moment * expected.Calls) + 1, TimeSpan.FromMilliseconds(delay)));

        Assert.That(actual.Leads, Is.EqualTo(expected.Leads));
        Assert.That(actual.World, Is.EqualTo(expected.World));
        Assert.That(actual.Store, Is.EqualTo(expected.Store));
    }

    [Test]
    public async Task The_undisturbed_pass_turns_leads_hot_in_both()
    {
        var traces = await undisturbed.Value;

        Assert.That(traces.World, Does.Match("(?m)^salesforce .*True"));
        Assert.That(traces.World, Does.Match("(?m)^hubspot .*true"));
    }

    /// <summary>Twenty moments, each a share of the pass's calls and some milliseconds after that call.</summary>
    static IEnumerable<TestCaseData> Moments()
    {
        var random = new Random(Seed);
        return Enumerable.Range(0, 20).Select(_ => new TestCaseData(Math.Round(random.NextDouble(), 3), random.Next(200)));
    }

    static async Task<Traces> RunAsync(Moment? killedAt)
    {
        var counter = new CallCountdown(killedAt?.Call ?? 0);
        await using var sandbox = await SandboxHost.StartAsync(
            new() { Time = new StoppedClock(), RateLimits = false, Intercept = counter.CountAsync }, CancellationToken.None);
        Crowd(sandbox.World);
        using var folder = new ConnectorFolder(Connection.Both(sandbox).Select(
            connection => connection.Name == "salesforce" ? connection.With("PageSize", 200) : connection.With("PageSize", 100)));
        if (killedAt is { } moment)
            await KillAsync(folder.Start("sync"), counter, moment);

        var outcome = await folder.RunAsync("sync", "--json");
        var calls = sandbox.Requests.Total;
        Assert.That(outcome.ExitCode, Is.Zero, outcome.ToString());
        Assert.That(StoreFile.Unbalanced(folder.DatabaseFile), Is.Empty);
        var leads = await folder.RunAsync("leads", "--json");
        return new(leads.Output, Shown(sandbox.World), StoreFile.Contents(folder.DatabaseFile), calls);
    }

    static async Task KillAsync(ConnectorProcess process, CallCountdown counter, Moment moment)
    {
        await Eventually.IsTrueAsync(() => counter.IsReached || process.HasEnded, "the call at which the pass dies");
        await Task.Delay(moment.After);
        process.Kill();
        await process.EndAsync(TimeSpan.FromSeconds(10));
    }

    /// <summary>A thousand more people of each CRM who were contacted lately.</summary>
    static void Crowd(World world)
    {
        static DateTimeOffset At(int place) => StoppedClock.Noon.AddMinutes(-20 * (place % 1000) - 1);

        world.Salesforce.CreateMany("Lead", 1000, place => new Dictionary<string, object?>
        {
            ["LastName"] = $"Crowd {place}",
            ["Company"] = "Crowd",
            ["Status"] = place % 3 == 0 ? "Open - Not Contacted" : "Working - Contacted",
        }, At);
        world.HubSpot.CreateContacts(1000, place => new Dictionary<string, string?>
        {
            ["lastname"] = $"Crowd {place}",
            ["lifecyclestage"] = "lead",
            ["hs_lead_status"] = place % 3 == 0 ? "NEW" : "CONNECTED",
        }, At);
    }

    static string Shown(World world) => string.Join('\n', [
        .. Shown(world, "Lead", leadFields),
        .. Shown(world, "Contact", contactFields),
        .. world.HubSpot.Ids("lifecyclestage", "lead").Select(
            id => $"hubspot {id}: {string.Join(", ", properties.Select(property => world.HubSpot.Get(id, property)))}"),
    ]);

    static IEnumerable<string> Shown(World world, string type, string[] fields) =>
        world.Salesforce.Ids($"SELECT Id FROM {type} ORDER BY Id").Select(
            id => $"salesforce {id}: {string.Join(", ", fields.Select(field => Text(world.Salesforce.Get(type, id, field))))}");

    static string? Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture);

    /// <summary>The process dies this long after its n-th call.</summary>
    sealed record Moment(int Call, TimeSpan After);

    sealed record Traces(string Leads, string World, string Store, int Calls);

    sealed class CallCountdown(int calls)
    {
        int left = calls;

        public bool IsReached => Volatile.Read(ref left) <= 0;

        public Task<bool> CountAsync(HttpContext call)
        {
            Interlocked.Decrement(ref left);
            return Task.FromResult(false);
        }
    }
}
