using LeadScoring.Connector.Alerts;
using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Store;

namespace LeadScoring.Connector.Pipeline;

/// <summary>
/// A pass for some records only: reads them by their ids, scores them and brings their fields into line. It moves no
/// cursor, brings no connection live and puts no mapping into force; polling reads the same changes again, and knows them.
/// </summary>
/// <remarks>
/// The answer to a read by id holds a record with its whole history, as it was when the call was made or later. That
/// moment is "now" for these records: nothing older of theirs can still come from the stream, so they may be folded up to
/// it, together with their timers. All other records wait for the pass.
/// </remarks>
sealed class TargetedPull(
    ConnectionOptions connection, PublishOptions publish, ICrm crm, AlertPost post, Lease lease, TimeProvider time, ILogger<Pass> logger)
{
    readonly Inbox inbox = new(lease);
    readonly LeadBook leads = new(lease);
    readonly Connections facts = new(lease, time);
    readonly PassReport report = new(connection.Name);

    /// <summary>What is known so far, whether or not the pull has come to its end.</summary>
    public PassReport Report => report;

    /// <summary>Does nothing before the first complete pass, which reads everything.</summary>
    /// <exception cref="CrmException">A call failed for good; the next pass reads what this one did not.</exception>
    public async Task RunAsync(IReadOnlyCollection<Hint> hints, CancellationToken cancellationToken)
    {
        var row = await facts.ReadAsync(cancellationToken);
        var changer = new ModelChange(connection, publish, post.Options, new Models(lease), leads, time, logger);
        if (row.GoLive is null || crm.Named is not { } named || await changer.InForceAsync(cancellationToken) is not { } model)
            return;

        var started = time.GetTimestamp();
        try
        {
            await crm.Account.BeginPassAsync(crm.LookAsync, cancellationToken);
            var map = await new CrmMap(connection, crm, facts, leads).LoadAsync(model, report, cancellationToken);
            foreach (var mapped in map.Objects)
            {
                var ids = hints.Where(hint => hint.Object == mapped.Scope.Name).Select(hint => hint.Id).ToList();
                if (ids.Count > 0)
                    await PullAsync(named, ids, model, map with { Objects = [mapped] }, row, cancellationToken);
            }

            crm.Account.RequireRoom();
        }
        finally
        {
            report.Close(crm, time.GetElapsedTime(started));
        }
    }

    async Task PullAsync(
        INamedRecords named, List<string> ids, InForce model, LoadedMap map, ConnectionRow row, CancellationToken cancellationToken)
    {
        var mapped = map.Objects.Single();
        var stream = crm.Streams(mapped.Scope, mapped.Described).Single();
        var page = await named.ReadAsync(stream, ids, cancellationToken);
        await KeepAsync(stream, page, Intake.Of(connection, model, stream, row), cancellationToken);

        var now = page.NotLaterThan;
        await MissAsync(mapped, ids, page, now, cancellationToken);
        var context = new FoldContext(model.Book, map.Owners, model.At, row.Since ?? now, now)
        {
            Objects = [mapped.Scope.Name],
            Only = await FoldableAsync(mapped.Scope.Name, page, model, now, cancellationToken),
            Alerts = new(model.File.Alerts, post.Options, map.Owners, await facts.LiveAsync(cancellationToken), now),
        };
        var folding = new Folding(leads, facts, report, logger);
        await new Joining(new Successions(lease), folding, report).JoinAsync(context, cancellationToken);
        await folding.FoldAsync(context, cancellationToken);
        await folding.ReportUnmappedAsync(cancellationToken);
        await new WriteBack(crm, lease, time, logger) { Only = context.Only }.WriteAsync(model, map, report, cancellationToken);
        await new Alerting(post, lease, time, logger).SendAsync(model, map, now, report, cancellationToken);
    }

    /// <summary>What did not come back may be deleted or merged; only what is known as there is asked for.</summary>
    async Task MissAsync(
        MappedObject mapped, List<string> ids, CrmPage page, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var missing = ids.Except(page.Records.Select(record => record.Id), StringComparer.Ordinal).ToList();
        var known = await inbox.KnownAsync(mapped.Scope.Name, [.. missing], cancellationToken);
        await new Presence(crm, new(lease), facts, report).AskAsync(
            mapped, missing.FindAll(id => known.GetValueOrDefault(id) is { Gone: Gone.Present }), now, cancellationToken);
    }

    /// <summary>
    /// A call or a mail comes with a stream of its own. A timer that is due may have to be moved by one that is not read
    /// yet, so such a record waits for the pass.
    /// </summary>
    async Task<IReadOnlySet<string>> FoldableAsync(
        string objectName, CrmPage page, InForce model, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var known = await inbox.KnownAsync(objectName, [.. page.Records.Select(record => record.Id)], cancellationToken);
        return known.Values.Where(lead => model.File.Activities is null || !(lead.NextCheckAt <= Stored.Time(now)))
            .Select(lead => lead.Id)
            .ToHashSet(StringComparer.Ordinal);
    }

    async Task KeepAsync(CrmStream stream, CrmPage page, Intake intake, CancellationToken cancellationToken)
    {
        var known = await inbox.KnownAsync(stream.Scope.Name, [.. page.Records.Select(record => record.Id)], cancellationToken);
        var behind = Reading.IsBehind(await inbox.CursorAsync(stream.Name, cancellationToken), page.NotLaterThan);
        report.Changes += await inbox.KeepAsync(intake.Take(stream, page, known, behind), cancellationToken);
        report.Read += page.Rows;
    }
}
