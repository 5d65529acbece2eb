using System.Text.Json;
using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Store;

namespace LeadScoring.Connector.Pipeline;

/// <summary>
/// Runs the passes of one connection, one after the other. A pass that fails marks its connection failed and nothing
/// else; the next one goes on where the cursors stand.
/// </summary>
sealed class ConnectionWorker(
    ConnectionOptions connection, PublishOptions publish, ICrm crm, Lease lease, TimeProvider time, ILoggerFactory loggers) : IDisposable
{
    /// <summary>The name under which the store keeps the account's quota.</summary>
    public const string QuotaName = "quota";

    readonly ILogger<Pass> logger = loggers.CreateLogger<Pass>();

    public string Name => connection.Name;

    public PassReport? Last { get; private set; }

    /// <summary>Works out what a pass would write, on a store that is thrown away afterwards.</summary>
    public bool DryRun { get; init; }

    /// <exception cref="OperationCanceledException">The process is stopping; what was kept until then stays.</exception>
    public async Task<PassReport> RunPassAsync(CancellationToken cancellationToken)
    {
        var run = Guid.NewGuid().ToString("n")[..12];
        using var scope = logger.BeginScope(new Dictionary<string, object>(StringComparer.Ordinal) { ["Pass"] = run });
        var started = time.GetUtcNow();
        var pass = new Pass(connection, publish, crm, lease, time, logger) { DryRun = DryRun };
        try
        {
            await pass.RunAsync(cancellationToken);
        }
        catch (CrmException failure)
        {
            if (failure.Failure == CrmFailure.QuotaExhausted)
                await crm.Account.PauseAsync(cancellationToken);
            Fail(pass.Report, CodeOf(failure), failure.Message, failure.Remedy ?? "Run check for what to do.", failure.Failure);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Fail(pass.Report, "internal", failure.Message, "The next pass goes on where this one stopped; the log has the details.", null);
            logger.LogDebug(failure, "Pass failed");
        }
        finally
        {
            await crm.Account.EndPassAsync(CancellationToken.None);
        }

        Tell(pass.Report);
        await KeepAsync(run, started, pass.Report, cancellationToken);
        return Last = pass.Report;
    }

    public void Dispose()
    {
        lease.Dispose();
        (crm as IDisposable)?.Dispose();
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

    static void Fail(PassReport report, string code, string message, string remedy, CrmFailure? failure)
    {
        report.Problems.Add(new(code, message, remedy));
        report.Status = failure switch
        {
            CrmFailure.QuotaExhausted or CrmFailure.ShareUsed => PassStatus.Paused,
            CrmFailure.Throttled => PassStatus.Degraded,
            _ => PassStatus.Failed,
        };
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
                report.Calls, report.Duration);
    }

    static string CodeOf(CrmException failure) => failure.Failure switch
    {
        CrmFailure.Throttled => "throttled",
        CrmFailure.QuotaExhausted => "quota",
        CrmFailure.ShareUsed => "call_share",
        CrmFailure.Unavailable => "unavailable",
        CrmFailure.Unauthorized => "sign_in",
        CrmFailure.VersionRetired => "api_version",
        _ => "refused",
    };
}
