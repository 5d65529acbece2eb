using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Store;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Pipeline;

/// <summary>
/// Reads the activities that signals listen to, after the records they concern. A stream that the CRM refuses pauses alone:
/// its cursor stays, and it goes on from there when it may be read again. One that is not served pauses as well: records of the
/// same version were read before.
/// </summary>
sealed class ActivityReading(string connection, ICrm crm, Inbox inbox, Connections facts, PassWindow window, ILogger logger)
{
    /// <summary>Two calls to HubSpot.</summary>
    const int AskedAtOnce = 200;

    static readonly TimeSpan Ever = TimeSpan.FromDays(36_500);

    readonly ActivityIntake intake = new(connection);

    /// <returns>The streams that were read to the bound of the pass.</returns>
    public async Task<IReadOnlyList<string>> ReadAsync(InForce model, PassReport report, CancellationToken cancellationToken)
    {
        List<string> read = [];
        var wanted = model.File.Activities is { } scope ? crm.ActivityStreams(scope) : [];
        await inbox.ForgetAsync([.. Every.Select(stream => stream.Name).Except(wanted.Select(stream => stream.Name))], cancellationToken);
        foreach (var stream in wanted)
        {
            try
            {
                await ReadAsync(stream, model, report, cancellationToken);
                if (window.IsTrailing && crm.HidesDeleted)
                    await MissAsync(stream, report, cancellationToken);
                read.Add(stream.Name);
            }
            catch (CrmException refusal) when (refusal.Failure is CrmFailure.Rejected or CrmFailure.VersionRetired)
            {
                report.Problems.Add(new(
                    "activities_paused", $"{stream.Object} cannot be read, so its signals are paused: {refusal.Message}",
                    refusal.Remedy ?? "Run check."));
                report.Status = PassStatus.Degraded;
            }
        }

        return read;
    }

    /// <summary>What a mapping could want.</summary>
    IReadOnlyList<ActivityStream> Every => crm.ActivityStreams(new(
        Enum.GetValues<ActivityKind>().ToHashSet(), new Dictionary<ActivityKind, IReadOnlyList<string>>(), ["Lead", "Contact", "contacts"]));

    async Task ReadAsync(ActivityStream stream, InForce model, PassReport report, CancellationToken cancellationToken)
    {
        var cursor = await inbox.CursorAsync(stream.Name, cancellationToken);
        var from = cursor is null ? await BeginningAsync(model, cancellationToken) : window.From(cursor);
        var again = new AskingAgain(stream.Name, inbox.LeftOut, window, report)
        {
            Ask = ids => AskAgainAsync(stream, ids, report, cancellationToken),
            List = ids => crm.ListedAsync(stream.Object, ids, cancellationToken),
        };
        await foreach (var page in crm.ReadActivitiesAsync(stream, new(from, window.Until, UnseenAsync), cancellationToken))
        {
            await again.RememberAsync(page.LeftOut, cancellationToken);
            await KeepAsync(stream, page, report, cancellationToken);
            logger.PageRead(connection, stream.Name, page.Rows, page.Cursor?.At);
        }

        await again.AskAsync(cancellationToken);
    }

    /// <returns>Those that were left out again.</returns>
    async Task<IReadOnlyList<string>> AskAgainAsync(
        ActivityStream stream, IReadOnlyList<string> ids, PassReport report, CancellationToken cancellationToken)
    {
        if (crm.Named is not { } named)
            return ids;

        var page = await named.ReadAsync(stream, ids, cancellationToken);
        await KeepAsync(stream, page, report, cancellationToken);
        return page.LeftOut;
    }

    async Task KeepAsync(ActivityStream stream, ActivityPage page, PassReport report, CancellationToken cancellationToken)
    {
        var bounded = window.Bounded(page);
        var known = await inbox.KnownActivitiesAsync(
            bounded.Activities.Select(ActivityIntake.RecordOf).ToHashSet(StringComparer.Ordinal), cancellationToken);
        report.Changes += await inbox.KeepAsync(intake.Take(stream, bounded, known), cancellationToken);
        report.Read += page.Rows;
    }

    /// <summary>
    /// Asks for some activities of hot leads whether they are still there, where reading does not tell of deleted ones: a
    /// few at a time, one after the other, so that the calls do not grow with their number.
    /// </summary>
    async Task MissAsync(ActivityStream stream, PassReport report, CancellationToken cancellationToken)
    {
        var place = $"presence:{stream.Name}";
        var after = await facts.CachedAsync(place, Ever, cancellationToken) ?? "";
        var (standing, last) = await inbox.StandingAsync(stream.Object, after, AskedAtOnce, cancellationToken);
        var ids = standing.Select(row => row.Record[(stream.Object.Length + 1)..]).Distinct(StringComparer.Ordinal).ToList();
        var deleted = await DeletedAsync(stream, ids, report, cancellationToken);
        var gone = standing.Where(row => deleted.Contains(row.Record[(stream.Object.Length + 1)..])).ToList();
        report.Changes += await inbox.KeepAsync(ActivityIntake.Withdraw(stream, gone, window.Reached!.Value), cancellationToken); // a trailing pass has arrived
        await facts.CacheAsync(place, last, cancellationToken);
    }

    /// <summary>Without an answer the pass goes on, and these are asked for in their next turn.</summary>
    async Task<IReadOnlySet<string>> DeletedAsync(
        ActivityStream stream, List<string> ids, PassReport report, CancellationToken cancellationToken)
    {
        try
        {
            return ids.Count == 0 ? new HashSet<string>() : await crm.DeletedAsync(stream, ids, cancellationToken);
        }
        catch (CrmException failure) when (failure.ConcernsItAlone)
        {
            report.LackPresence(stream.Object, failure);
            return new HashSet<string>();
        }
    }

    /// <summary>What happened before go-live's replay, or before the model that first asked for it, does not count.</summary>
    async Task<Cursor?> BeginningAsync(InForce model, CancellationToken cancellationToken)
    {
        var row = await facts.ReadAsync(cancellationToken);
        return (model.At ?? row.Since) is { } from ? new Cursor(from, "") : null;
    }

    /// <summary>A record that changed without telling anything new is looked at again as long as the overlap holds it.</summary>
    async ValueTask<IReadOnlySet<string>> UnseenAsync(IReadOnlyList<CrmRecord> rows, CancellationToken cancellationToken)
    {
        var known = await inbox.KnownActivitiesAsync(rows.Select(RecordOf).ToHashSet(StringComparer.Ordinal), cancellationToken);
        return rows.Where(row => !known[RecordOf(row)].Any(activity => activity.Stamp >= Stored.Time(row.Stamp)))
            .Select(row => row.Id)
            .ToHashSet(StringComparer.Ordinal);
    }

    static string RecordOf(CrmRecord row) => ActivityIntake.RecordOf(row.Object, row.Id);
}
