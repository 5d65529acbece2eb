using System.Runtime.CompilerServices;
using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Store;

namespace LeadScoring.Connector.Pipeline;

/// <summary>
/// Reads every stream of the connection up to one moment, the CRM's time when the pass began. A page's events are kept
/// together with the cursor; nothing is scored before all streams have arrived there. From time to time a trailing pass
/// reads further back, for rows that became visible long after their stamp.
/// </summary>
/// <param name="pausesRefused">An object that the CRM refuses is left out and reported; otherwise the refusal is thrown.</param>
sealed class Reading(
    ConnectionOptions connection, ICrm crm, Inbox inbox, Connections facts, TimeProvider time, ILogger logger, bool pausesRefused)
{
    static readonly TimeSpan FarBehind = TimeSpan.FromHours(1);

    readonly PassWindow window = new(connection, facts);

    /// <summary>Whether the cursor is so far back that a flag in the CRM alone does not tell who set it.</summary>
    public static bool IsBehind(Cursor? cursor, DateTimeOffset? now) => cursor?.At + FarBehind < now;

    /// <returns>With the moment that every stream has been read to: "now" for this pass.</returns>
    public async Task<Reached> ReadAsync(InForce model, LoadedMap map, PassReport report, CancellationToken cancellationToken)
    {
        if (map.Objects.Count == 0)
            return new(map, await facts.CrmTimeAsync(cancellationToken), IsTrailing: false);

        var row = await facts.ReadAsync(cancellationToken);
        List<string> streams = [];
        List<MappedObject> read = [];
        foreach (var mapped in map.Objects)
        {
            try
            {
                streams.AddRange(await ReadAsync(mapped, model, row, report, cancellationToken));
                read.Add(mapped);
            }
            catch (CrmException refusal) when (refusal.Failure == CrmFailure.Rejected && pausesRefused)
            {
                Pause(mapped, refusal, report);
            }
        }

        if (window.Reached is not { } now)
            throw new CrmException(CrmFailure.Rejected, "None of the mapped objects can be read.") { Remedy = "Run check." };

        streams.AddRange(await new ActivityReading(connection.Name, crm, inbox, facts, window, logger)
            .ReadAsync(model, report, cancellationToken));
        await inbox.ReachedAsync(streams, now, cancellationToken);
        if (window.IsTrailing)
            await facts.TrailedAsync(now, cancellationToken);
        return new(map with { Objects = read }, now, window.IsTrailing);
    }

    async Task<List<string>> ReadAsync(
        MappedObject mapped, InForce model, ConnectionRow row, PassReport report, CancellationToken cancellationToken)
    {
        List<string> names = [];
        foreach (var stream in crm.Streams(mapped.Scope, mapped.Described))
        {
            await ReadAsync(stream, model, row, report, cancellationToken);
            names.Add(stream.Name);
        }

        return names;
    }

    /// <summary>Its cursor stays, so nothing is lost when it can be read again; the other objects go on.</summary>
    static void Pause(MappedObject mapped, CrmException refusal, PassReport report)
    {
        report.Problems.Add(new(
            "object_paused", $"{mapped.Scope.Name} cannot be read and is paused: {refusal.Message}", refusal.Remedy ?? "Run check."));
        report.Status = PassStatus.Degraded;
    }

    async Task ReadAsync(CrmStream stream, InForce model, ConnectionRow row, PassReport report, CancellationToken cancellationToken)
    {
        var cursor = await inbox.CursorAsync(stream.Name, cancellationToken);
        var intake = Intake.Of(connection, model, stream, row);

        var again = Again(stream, intake, report, cancellationToken);
        var from = window.From(cursor);
        var progress = row.GoLive is null ? new ProgressLog(connection.Name, time, logger) : null;
        await foreach (var read in PagesAsync(stream, intake, cursor, cancellationToken))
        {
            await again.RememberAsync(read.LeftOut, cancellationToken);
            var behind = IsBehind(cursor, window.Reached);
            report.Changes += await inbox.KeepAsync(
                intake.Take(stream, read, await KnownAsync(stream, read, cancellationToken), behind), cancellationToken);
            report.Read += read.Rows;
            logger.PageRead(connection.Name, stream.Name, read.Rows, read.Cursor?.At);
            progress?.Add(stream.Name, read.Rows, read.Total);
            if (window.From(cursor) != from)
                break;
        }

        if (window.From(cursor) != from)
        {
            await ReadAsync(stream, model, row, report, cancellationToken);
            return;
        }

        await again.AskAsync(cancellationToken);
        if (stream.Name == stream.Scope.Name)
            await new Baseline(crm, inbox, window, logger).ReadAsync(stream, intake, row.GoLive is null, report, cancellationToken);
    }

    AskingAgain Again(CrmStream stream, Intake intake, PassReport report, CancellationToken cancellationToken) =>
        new(stream.Name, inbox.LeftOut, window, report)
        {
            Ask = ids => ReadAsync(stream, intake, ids, report, cancellationToken),
            List = ids => crm.ListedAsync(stream.Scope.Name, ids, cancellationToken),
        };

    /// <summary>Reads those that were left out by their ids.</summary>
    /// <returns>Those that were left out again.</returns>
    async Task<IReadOnlyList<string>> ReadAsync(
        CrmStream stream, Intake intake, IReadOnlyList<string> ids, PassReport report, CancellationToken cancellationToken)
    {
        if (crm.Named is not { } named)
            return ids;

        var page = window.Bounded(await named.ReadAsync(stream, ids, cancellationToken));
        var behind = IsBehind(await inbox.CursorAsync(stream.Name, cancellationToken), window.Reached);
        report.Changes += await inbox.KeepAsync(
            intake.Take(stream, page, await KnownAsync(stream, page, cancellationToken), behind), cancellationToken);
        report.Read += page.Rows;
        return page.LeftOut;
    }

    async IAsyncEnumerable<CrmPage> PagesAsync(
        CrmStream stream, Intake intake, Cursor? cursor, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pages = crm.ReadAsync(stream, new(window.From(cursor), window.Until, UnseenAsync), cancellationToken);
        await foreach (var page in pages.OneAheadAsync(looksFirst: window.Until is null, cancellationToken))
        {
            await window.ArriveAsync(page.ServerTime, page.Took, cancellationToken);
            yield return window.Bounded(page);
        }

        // The page before may not be kept yet. What it brings only makes more rows known, so nothing unseen is missed.
        async ValueTask<IReadOnlySet<string>> UnseenAsync(IReadOnlyList<CrmRecord> rows, CancellationToken token)
        {
            var known = await inbox.KnownAsync(stream.Scope.Name, [.. rows.Select(record => record.Id)], token);
            return rows.Where(record => !intake.IsKnown(record, known.GetValueOrDefault(record.Id)))
                .Select(record => record.Id)
                .ToHashSet(StringComparer.Ordinal);
        }
    }

    ValueTask<IReadOnlyDictionary<string, LeadRow>> KnownAsync(CrmStream stream, CrmPage page, CancellationToken cancellationToken) =>
        inbox.KnownAsync(
            stream.Scope.Name,
            [.. page.Records.Select(record => record.Id), .. page.Changes.Select(change => change.RecordId)],
            cancellationToken);
}

/// <summary>
/// What was read, and the moment up to which; objects that are paused are not among it. When all are, the moment is what the
/// CRM's clock must show by now.
/// </summary>
/// <param name="IsTrailing">The pass has read further back than usual.</param>
sealed record Reached(LoadedMap Map, DateTimeOffset At, bool IsTrailing);
