using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Store;

namespace LeadScoring.Connector.Pipeline;

/// <summary>
/// The stretch of CRM time that a pass reads: from each stream's cursor, less the overlap, to the moment the pass began.
/// The first answer of the pass tells that moment, and whether a trailing pass is due.
/// </summary>
sealed class PassWindow(ConnectionOptions connection, Connections facts)
{
    /// <summary>A Date header knows whole seconds, and a front end may be a second behind the CRM's data.</summary>
    static readonly TimeSpan DateSlack = TimeSpan.FromSeconds(2);

    /// <summary>A first answer that took longer than this may have been worked out well before its Date header.</summary>
    static readonly TimeSpan SlowAnswer = TimeSpan.FromSeconds(5);

    /// <summary>"Now" for this pass; null before the first answer.</summary>
    public DateTimeOffset? Reached { get; private set; }

    /// <summary>Nothing after this is read; null before the first answer.</summary>
    public DateTimeOffset? Until { get; private set; }

    public bool IsTrailing { get; private set; }

    /// <param name="took">How long the CRM took for the answer.</param>
    public async Task ArriveAsync(DateTimeOffset serverTime, TimeSpan took, CancellationToken cancellationToken)
    {
        if (Reached is not null)
            return;

        var row = await facts.ReadAsync(cancellationToken);
        Reached = took > SlowAnswer ? serverTime - took : serverTime;
        Until = serverTime + DateSlack;
        IsTrailing = (row.TrailedAt ?? row.GoLive) + connection.TrailingPass.Every <= Reached;
        await facts.BeginAsync(Reached.Value - connection.Since, serverTime, cancellationToken);
    }

    /// <summary>An ordinary pass goes back by the overlap, a trailing one by its reach; a new stream is read whole.</summary>
    public Cursor? From(Cursor? cursor)
    {
        if (cursor is not { } last)
            return null;

        var from = last.At - connection.Overlap;
        return new(IsTrailing && Reached - connection.TrailingPass.Reach is { } far && far < from ? far : from, "");
    }

    /// <summary>
    /// What changed after the bound is left to the next pass, which sees its history too. The place stays at the bound,
    /// so that nothing left out lies behind it.
    /// </summary>
    public CrmPage Bounded(CrmPage page) => Until is { } bound && (page.Cursor?.At > bound || page.Records.Any(record => record.Stamp > bound))
        ? page with { Records = [.. page.Records.Where(record => record.Stamp <= bound)], Cursor = Bounded(page.Cursor, bound) }
        : page;

    public ActivityPage Bounded(ActivityPage page) =>
        Until is { } bound && (page.Cursor?.At > bound || page.Activities.Any(activity => activity.Stamp > bound))
            ? page with
            {
                Activities = [.. page.Activities.Where(activity => activity.Stamp <= bound)],
                Cursor = Bounded(page.Cursor, bound),
            }
            : page;

    static Cursor? Bounded(Cursor? cursor, DateTimeOffset bound) => cursor?.At > bound ? new Cursor(bound, "") : cursor;
}
