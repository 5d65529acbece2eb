using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Store;

namespace LeadScoring.Connector.Pipeline;

/// <summary>
/// Reads every stream of the connection up to one moment, the CRM's time when the pass began. A page's events are kept
/// together with the cursor; nothing is scored before all streams have arrived there.
/// </summary>
sealed class Reading(ConnectionOptions connection, ICrm crm, Inbox inbox, Connections facts, TimeProvider time, ILogger logger)
{
    /// <summary>A Date header knows whole seconds, and a front end may be a second behind the CRM's data.</summary>
    static readonly TimeSpan DateSlack = TimeSpan.FromSeconds(2);

    /// <summary>A first answer that took longer than this may have been worked out well before its Date header.</summary>
    static readonly TimeSpan SlowAnswer = TimeSpan.FromSeconds(5);

    static readonly TimeSpan FarBehind = TimeSpan.FromHours(1);

    DateTimeOffset? reached;
    DateTimeOffset? until;

    /// <returns>The moment that every stream has been read to: "now" for this pass.</returns>
    public async Task<DateTimeOffset> ReadAsync(InForce model, LoadedMap map, PassReport report, CancellationToken cancellationToken)
    {
        List<string> streams = [];
        foreach (var mapped in map.Objects)
        {
            foreach (var stream in crm.Streams(mapped.Scope, mapped.Described))
            {
                await ReadAsync(stream, model, report, cancellationToken);
                streams.Add(stream.Name);
            }
        }

        if (reached is not { } now)
            throw new CrmException(CrmFailure.Rejected, "None of the mapped objects can be read.") { Remedy = "Run check." };

        await inbox.ReachedAsync(streams, now, cancellationToken);
        return now;
    }

    async Task ReadAsync(CrmStream stream, InForce model, PassReport report, CancellationToken cancellationToken)
    {
        var cursor = await inbox.CursorAsync(stream.Name, cancellationToken);
        var after = cursor is { } last ? new Cursor(last.At - connection.Overlap, "") : (Cursor?)null;
        var row = await facts.ReadAsync(cancellationToken);
        var intake = new Intake(new(
            connection.Name, model.File.Hash, model.File.Model.Objects[stream.Scope.Name],
            stream.Described.SourceOf(stream.Scope), row.GoLive is not null, cursor?.At + FarBehind < reached));

        IReadOnlyDictionary<string, LeadRow>? known = null;
        var window = new ReadWindow(after, until, UnseenAsync);
        var asked = time.GetTimestamp();
        await foreach (var page in crm.ReadAsync(stream, window, cancellationToken))
        {
            await ArriveAsync(page, time.GetElapsedTime(asked), cancellationToken);
            var ids = page.Records.Select(record => record.Id).Concat(page.Changes.Select(change => change.RecordId)).ToList();
            known ??= await inbox.KnownAsync(stream.Scope.Name, ids, cancellationToken);
            report.Changes += await inbox.KeepAsync(intake.Take(stream, page, known), cancellationToken);
            report.Read += page.Rows;
            logger.PageRead(connection.Name, stream.Name, page.Rows, page.Cursor?.At);
            known = null;
        }

        async ValueTask<IReadOnlySet<string>> UnseenAsync(IReadOnlyList<CrmRecord> rows, CancellationToken token)
        {
            known = await inbox.KnownAsync(stream.Scope.Name, [.. rows.Select(record => record.Id)], token);
            return rows.Where(record => !intake.IsKnown(record, known.GetValueOrDefault(record.Id)))
                .Select(record => record.Id)
                .ToHashSet(StringComparer.Ordinal);
        }
    }

    /// <summary>The first answer of the pass tells what time it is for the CRM.</summary>
    async Task ArriveAsync(CrmPage page, TimeSpan elapsed, CancellationToken cancellationToken)
    {
        if (reached is not null)
            return;

        reached = elapsed > SlowAnswer ? page.ServerTime - elapsed : page.ServerTime;
        until = page.ServerTime + DateSlack;
        await facts.BeginAsync(reached.Value - connection.Since, cancellationToken);
    }
}
