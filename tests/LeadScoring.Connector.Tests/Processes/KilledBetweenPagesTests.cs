using LeadScoring.Sandbox;
using Microsoft.AspNetCore.Http;

namespace LeadScoring.Connector.Tests.Processes;

/// <summary>P01: the cursor is compound, inclusive and deduped.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class KilledBetweenPagesTests
{
    const int Many = 5000;

    static readonly DateTimeOffset OneStamp = TimeProvider.System.GetUtcNow().AddDays(-1);

    [TestCase("salesforce")]
    [TestCase("hubspot")]
    public async Task P01_Records_of_one_stamp_are_scored_once_each_though_the_worker_was_killed_between_two_pages(string name)
    {
        var secondPage = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var searches = 0;
        await using var sandbox = await SandboxHost.StartAsync(
            new() { Population = Population.Empty, RateLimits = false, Intercept = HoldAsync }, CancellationToken.None);
        Crowd(sandbox.World);
        using var folder = new ConnectorFolder(Connection.Both(sandbox).Where(connection => connection.Name == name));

        var killed = folder.Start("sync", "--json");
        await secondPage.Task.WaitAsync(TimeSpan.FromMinutes(1));
        killed.Kill();
        await killed.EndAsync(TimeSpan.FromSeconds(30));
        var kept = StoreFile.Number(folder.DatabaseFile, "select count(*) from lead");
        var whole = await folder.RunAsync("sync", "--json");

        Assert.That(whole.ExitCode, Is.Zero, whole.ToString());
        Assert.That(kept, Is.InRange(1, Many - 1));
        Assert.That(StoreFile.Number(folder.DatabaseFile, "select count(*) from ledger where points <> 0"), Is.EqualTo(Many));
        Assert.That(StoreFile.Number(folder.DatabaseFile, "select count(distinct lead_id) from ledger"), Is.EqualTo(Many));
        Assert.That(StoreFile.Unbalanced(folder.DatabaseFile), Is.Empty);

        async Task<bool> HoldAsync(HttpContext context)
        {
            if (!IsSecondPage(context.Request) || !secondPage.TrySetResult())
                return false;

            await Task.Delay(TimeSpan.FromSeconds(20), TimeProvider.System, context.RequestAborted)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return false;
        }

        bool IsSecondPage(HttpRequest request) => request.Path.Value is { } path
            && (path.Contains("/query/", StringComparison.Ordinal)
                || (path.EndsWith("/search", StringComparison.Ordinal) && Interlocked.Increment(ref searches) == 2));
    }

    static void Crowd(World world)
    {
        world.Salesforce.CreateMany(
            "Lead", Many,
            index => new Dictionary<string, object?> { ["LastName"] = $"Lead {index}", ["Company"] = "Engines", ["Status"] = "Working - Contacted" },
            _ => OneStamp);
        world.HubSpot.CreateContacts(
            Many, index => new Dictionary<string, string?> { ["lastname"] = $"Contact {index}", ["hs_lead_status"] = "CONNECTED" }, _ => OneStamp);
    }
}
