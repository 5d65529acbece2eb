using System.Net;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Store;

namespace LeadScoring.Connector.Alerts;

/// <summary>
/// One attempt after the other, each recorded before the next; and what the pass tells of them. Whatever becomes of one, the
/// others are tried.
/// </summary>
sealed class Delivery(AlertBox box, AlertQueue queue, PassReport report, TimeProvider time, ILogger logger)
{
    readonly Dictionary<string, int> failures = new(StringComparer.Ordinal);
    readonly HashSet<AlertChannel> silent = [];
    int dead;

    /// <summary>Its receiver has left an attempt without an answer; waiting for it again would hold up the pass.</summary>
    public bool IsSilent(AlertChannel channel) => silent.Contains(channel);

    /// <param name="rows">What the message tells of.</param>
    /// <exception cref="CrmException">The CRM can be called no more; the message waits, without an attempt being counted.</exception>
    public async Task DeliverAsync(
        IAlertSender? sender, IReadOnlyList<AlertRow> rows, Func<Task<AlertLetter>> write, string? digest, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var outcome = await AttemptAsync(sender, rows, write, digest, cancellationToken);
        await box.RecordAsync(rows, outcome, time.GetUtcNow(), CancellationToken.None);
        if (outcome.IsSilence)
            silent.Add(rows[0].Way);
        if (outcome.Result == AlertResult.Sent)
            report.Alerts += rows.Count;
        else
            Note(rows, outcome);
    }

    /// <summary>They are no news any more; a person may have them sent all the same.</summary>
    public async Task GiveUpAsync(IReadOnlyList<AlertRow> rows, CancellationToken cancellationToken)
    {
        dead += await box.GiveUpAsync(rows, "too_old", cancellationToken);
    }

    /// <summary>Makes the pass degraded while something has failed.</summary>
    public async Task TellAsync(CancellationToken cancellationToken)
    {
        if (dead > 0)
            report.Problems.Add(new(
                "alerts_dead", $"{dead} alerts were given up.", "status tells which; mend the cause and run retry."));
        var failing = await queue.FailingAsync(cancellationToken);
        if (failing > 0)
            report.Problems.Add(new(
                "alerts_failing", $"{failing} alerts could not be delivered yet{Codes()}.",
                "They are tried again by themselves; check looks at mail server, webhook and notification type."));
        if (dead + failing > 0 && report.Status == PassStatus.Ok)
            report.Status = PassStatus.Degraded;
    }

    async Task<AlertOutcome> AttemptAsync(
        IAlertSender? sender, IReadOnlyList<AlertRow> rows, Func<Task<AlertLetter>> write, string? digest, CancellationToken cancellationToken)
    {
        if (sender is null)
            return new(AlertResult.Failed, "NOT_CONFIGURED");

        AlertLetter? letter = null;
        var written = await TriedAsync(async () =>
        {
            letter = await write();
            return AlertOutcome.Sent;
        });
        if (letter is null)
            return written with { Result = AlertResult.Failed, KeepsDoubt = rows[0].MayBeThere };
        if (rows[0].Way == AlertChannel.Mail && letter.Recipient.Length == 0)
            return new(AlertResult.Failed, "ADDRESS_UNKNOWN");

        try
        {
            if (sender.CanLookUp && rows[0].MayBeThere && await LookUpAsync(sender, letter, cancellationToken) is { } found)
                return found;
            await box.MarkAsync(rows, digest, cancellationToken);
            return await TriedAsync(() => sender.SendAsync(letter, cancellationToken));
        }
        catch (CrmException)
        {
            await box.TakeBackAsync(rows, CancellationToken.None);
            throw;
        }
    }

    /// <returns>Null when the message is not there. While nobody can tell, it may be.</returns>
    static async Task<AlertOutcome?> LookUpAsync(IAlertSender sender, AlertLetter letter, CancellationToken cancellationToken)
    {
        var isThere = false;
        var outcome = await TriedAsync(async () =>
        {
            isThere = await sender.IsThereAsync(letter, cancellationToken);
            return AlertOutcome.Sent;
        });
        return isThere ? AlertOutcome.Sent : outcome.Result == AlertResult.Sent ? null : outcome with
        {
            Result = outcome.Result == AlertResult.Refused ? AlertResult.Failed : outcome.Result,
            KeepsDoubt = true,
        };
    }

    static async Task<AlertOutcome> TriedAsync(Func<Task<AlertOutcome>> attempt)
    {
        try
        {
            return await attempt();
        }
        catch (CrmException failure) when (Told(failure) is { } told)
        {
            return told;
        }
        catch (Exception failure) when (failure is not (CrmException or OperationCanceledException))
        {
            return new(AlertResult.Failed, failure.GetType().Name, failure.Message) { KeepsDoubt = true };
        }
    }

    /// <summary>What a failed call means for the alert; null when it means more than that.</summary>
    static AlertOutcome? Told(CrmException failure) => failure.Failure switch
    {
        CrmFailure.Unavailable => new(AlertResult.Unknown, failure.Code ?? "CRM_UNAVAILABLE", failure.Details),
        CrmFailure.Throttled => new(AlertResult.Failed, failure.Code ?? "CRM_THROTTLED", failure.Details),
        CrmFailure.VersionRetired => new(AlertResult.Failed, failure.Code ?? "CRM_NOT_SERVED", failure.Details),
        CrmFailure.Rejected => new(MayPass(failure) ? AlertResult.Failed : AlertResult.Refused, failure.Code ?? "CRM_REFUSED", failure.Details),
        _ => null,
    };

    /// <summary>Limits pass, and a person can give a right.</summary>
    static bool MayPass(CrmException failure) => failure.Status == HttpStatusCode.Forbidden
        || failure.Code?.Contains("LIMIT", StringComparison.OrdinalIgnoreCase) == true;

    void Note(IReadOnlyList<AlertRow> rows, AlertOutcome outcome)
    {
        var code = outcome.Code ?? "UNKNOWN";
        failures[code] = failures.GetValueOrDefault(code) + rows.Count;
        dead += outcome.Result == AlertResult.Refused ? rows.Count : rows.Count(row => row.Attempts + 1 >= AlertBox.Tries);
        logger.NotDelivered(report.Name, rows[0].Way, rows.Count, code);
    }

    string Codes() => failures.Count == 0 ? "" : $" ({string.Join(", ", failures.Select(failure => $"{failure.Key}: {failure.Value}"))})";
}
