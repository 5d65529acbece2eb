using System.Text.Json;
using LeadScoring.Connector.Alerts;
using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Store;

namespace LeadScoring.Connector.Pipeline;

/// <summary>
/// Runs the passes of one connection, one after the other. A pass that fails marks its connection failed and nothing
/// else; the next one goes on where the cursors stand.
/// </summary>
sealed class ConnectionWorker(
    ConnectionOptions connection, PublishOptions publish, ICrm crm, AlertPost post, Lease lease, TimeProvider time,
    ILoggerFactory loggers) : IDisposable
{
    /// <summary>The name under which the store keeps the account's quota.</summary>
    public const string QuotaName = "quota";

    /// <summary>What one pull looks at: ten calls to read, so that a pass never waits long.</summary>
    const int MostAtOnce = 500;

    /// <summary>Changes come in bursts; those of an instant are looked at together.</summary>
    static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(200);

    readonly ILogger<Pass> logger = loggers.CreateLogger<Pass>();
    readonly SemaphoreSlim turn = new(1, 1);
    bool isWell;

    public string Name => connection.Name;

    public PassReport? Last { get; private set; }

    /// <summary>Works out what a pass would write, on a store that is thrown away afterwards.</summary>
    public bool DryRun { get; init; }

    public PeopleOptions People { get; init; } = new();

    /// <summary>Passes follow one another, so what a pass has not sent within half a minute goes out with the next one.</summary>
    public void TakeTurns() => post.Turn = TimeSpan.FromSeconds(30);

    /// <summary>What others say has changed in the CRM.</summary>
    public Hints Hints { get; } = new();

    /// <exception cref="OperationCanceledException">The process is stopping; what was kept until then stays.</exception>
    public async Task<PassReport> RunPassAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            var run = Guid.NewGuid().ToString("n")[..12];
            using var scope = logger.BeginScope(new Dictionary<string, object>(StringComparer.Ordinal) { ["Pass"] = run });
            var started = time.GetUtcNow();
            var pass = new Pass(connection, publish, crm, post, lease, time, logger) { DryRun = DryRun, People = People };
            await TryAsync(() => pass.RunAsync(cancellationToken), pass.Report, cancellationToken);
            isWell = pass.Report.Status is PassStatus.Ok or PassStatus.Degraded;
            Tell(pass.Report);
            if (!DryRun)
                Metrics.Ended(pass.Report);
            await KeepAsync(run, started, pass.Report, cancellationToken);
            return Last = pass.Report;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>
    /// Looks at the records that hints name, soon after they come; hints that come while it looks, or while a pass runs,
    /// gather until then. Ends with the token only.
    /// </summary>
    public async Task FollowHintsAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await Hints.WaitAsync(cancellationToken);
            await Task.Delay(Gathering, time, cancellationToken);
            await RunPullAsync(cancellationToken);
        }
    }

    /// <summary>
    /// A pull for the hints that wait, at most five hundred. While a pass fails or is paused there is none, nor after a pull
    /// that the CRM left unanswered: it is for the pass to find out when the CRM can be asked again, and it reads everything then.
    /// </summary>
    /// <returns>Null when there was nothing to do.</returns>
    public async Task<PassReport?> RunPullAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            var hints = Hints.Take(MostAtOnce);
            if (hints.Count == 0 || !isWell)
                return null;

            var pull = new TargetedPull(connection, publish, crm, post, lease, time, logger);
            isWell = await TryAsync(() => pull.RunAsync(hints, cancellationToken), pull.Report, cancellationToken) is null or CrmFailure.Rejected;
            Tell(pull.Report, hints.Count);
            return pull.Report;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose()
    {
        lease.Dispose();
        turn.Dispose();
        post.Dispose();
        (crm as IDisposable)?.Dispose();
    }

    /// <returns>What the CRM answered in place of letting it come to its end; null when it did, or failed for another reason.</returns>
    async Task<CrmFailure?> TryAsync(Func<Task> work, PassReport report, CancellationToken cancellationToken)
    {
        try
        {
            await work();
            return null;
        }
        catch (CrmException failure)
        {
            if (failure.Failure == CrmFailure.QuotaExhausted)
                await crm.Account.PauseAsync(cancellationToken);
            report.Fail(failure);
            return failure.Failure;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            report.Fail(failure);
            logger.LogDebug(failure, "Pass failed");
            return null;
        }
        finally
        {
            if (!DryRun)
                Metrics.Add(report);
            await crm.Account.EndPassAsync(CancellationToken.None);
        }
    }

    /// <summary>A store that cannot be written to is what failed the pass; it is reported, not hidden behind a second failure.</summary>
    async Task KeepAsync(string run, DateTimeOffset started, PassReport report, CancellationToken cancellationToken)
    {
        var facts = new Connections(lease, time);
        var text = JsonSerializer.Serialize(report, ReportJson.Default.PassReport);
        if (report.Quota is { } quota)
            await facts.CacheAsync(QuotaName, JsonSerializer.Serialize(quota, ReportJson.Default.CrmQuota), cancellationToken);
        await facts.PassedAsync(run, started, ReportJson.NameOf(report.Status), text, cancellationToken);
    }

    void Tell(PassReport report)
    {
        foreach (var problem in report.Problems)
            logger.Problem(report.Name, problem.Code, problem.Message, problem.Remedy);
        if (report.Status == PassStatus.Failed)
            logger.Failed(report.Name, report.Read, report.Calls);
        else
            logger.Passed(
                report.Name, report.Read, report.Changes, report.Scored, report.BecameHot, report.BecameCold, report.Written,
                report.Alerts, report.Calls, report.Duration);
    }

    void Tell(PassReport report, int hints)
    {
        foreach (var problem in report.Problems)
            logger.Problem(report.Name, problem.Code, problem.Message, problem.Remedy);
        logger.Pulled(
            report.Name, hints, report.Read, report.Changes, report.BecameHot, report.BecameCold, report.Written, report.Alerts,
            report.Calls, report.Duration);
    }
}
