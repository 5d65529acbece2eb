using System.Globalization;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.HubSpot;

/// <summary>
/// Decides what to search for next; does no I/O. Search pages by offset, shows at most 10,000 rows of a query, and does
/// not order rows of one stamp. A record changed between two pages moves to the end and pulls one row over the page
/// edge, unseen. So no row is reached by offset: the walk starts a new query at the last stamps while those repeat few
/// rows, and reads a span of stamps by id where many rows share one, or where the stamps are out of order.
/// </summary>
sealed class HubSpotWalk
{
    const int MostRowsOfAQuery = 10_000;

    /// <summary>A row that changed a moment ago may stand in its old place with its new stamp; three at once hardly do.</summary>
    const int RowsInDoubt = 3;

    /// <summary>A Date header knows whole seconds, and a front end may be a second behind the CRM's data.</summary>
    static readonly TimeSpan DateSlack = TimeSpan.FromSeconds(2);

    readonly int pageSize;
    DateTimeOffset? until;

    /// <summary>What has been handed out and may come again.</summary>
    readonly HashSet<(string Id, DateTimeOffset Stamp)> handed = [];
    DateTimeOffset? newest;

    Cursor? safe;
    int listed;
    bool isOrderly = true;

    public HubSpotWalk(ReadWindow window, int pageSize)
    {
        (safe, until, this.pageSize) = (window.After, window.Until, pageSize);
        Next = safe is { Id.Length: > 0 } place ? new(place.At, place.At, place.Id) : new(safe?.At, until);
    }

    /// <summary>Null when everything has been read.</summary>
    public HubSpotQuery? Next { get; private set; }

    /// <summary>Where the window has no end, it ends with the CRM's time of the first reply: a later stamp is out of place.</summary>
    public void EndAt(DateTimeOffset now) => until ??= now + DateSlack;

    /// <summary>Takes the reply to <see cref="Next"/>.</summary>
    /// <returns>The rows that are new, in the order of (stamp, id), and the place up to which all have been handed out.</returns>
    public (IReadOnlyList<CrmRecord> Rows, Cursor? Place) Take(IReadOnlyList<CrmRecord> rows, int? total, string? after)
    {
        var query = Next ?? throw new InvalidOperationException("The walk has ended.");
        if (HubSpotSpan.Narrower(query, rows, total) is { } narrower)
        {
            Next = narrower;
            return ([], safe);
        }

        listed += rows.Count;
        CrmRecord[] inside = [.. rows.Where(row => !(row.Stamp < query.From) && !(row.Stamp > until))];
        CrmRecord[] fresh = [.. inside.Where(row => !handed.Contains((row.Id, row.Stamp))).OrderBy(row => row.Stamp).ThenBy(row => row.Id, HubSpotIds.ByNumber)];
        handed.UnionWith(inside.Where(row => !query.IsById || row.Stamp > query.Until).Select(row => (row.Id, row.Stamp)));
        newest = inside.Select(row => (DateTimeOffset?)row.Stamp).Append(newest).Max();
        Next = query.IsById ? AfterIds(query, [.. inside.Where(row => !(row.Stamp > query.Until))], rows.Count, after) : AfterStamps(query, rows, inside, total, after);
        if (Next is null && newest is { } last)
            safe = new(last, "");

        return (fresh, safe);
    }

    HubSpotQuery? AfterStamps(HubSpotQuery query, IReadOnlyList<CrmRecord> rows, CrmRecord[] inside, int? total, string? after)
    {
        if (after is null)
            return null;

        if (rows.Count == 0)
            return Turned(query, rows.Count, after);

        if (inside.Length == 0 || inside.Zip(inside.Skip(1)).Any(pair => pair.First.Stamp > pair.Second.Stamp))
            return Begin(HubSpotSpan.Of(query.From, until, rows, total, pageSize));

        var last = inside[Math.Max(0, inside.Length - RowsInDoubt)].Stamp;
        safe = new(last, "");
        return !(last <= query.From) && inside.Count(row => row.Stamp >= last) <= pageSize / 20
            ? Begin(new(last, until))
            : Begin(HubSpotSpan.Of(last, until, inside, total, pageSize));
    }

    /// <param name="rows">Without those that are out of place: their ids do not tell how far the reading is.</param>
    HubSpotQuery? AfterIds(HubSpotQuery query, CrmRecord[] rows, int answered, string? after)
    {
        isOrderly = isOrderly && rows.Zip(rows.Skip(1)).All(pair => HubSpotIds.ByNumber.Compare(pair.First.Id, pair.Second.Id) < 0);
        if (query.IsOneMillisecond && rows.Length > 0 && isOrderly)
            safe = new(query.Until.GetValueOrDefault(), rows[^1].Id);

        if (after is not null)
            return isOrderly && rows.Length > 0 ? query with { AfterId = rows[^1].Id, Page = null } : Turned(query, answered, after);

        if (query.Until is not { } end || end >= until)
            return null;

        if (!query.IsOneMillisecond && newest is { } last)
            safe = new(last < end ? last : end, "");

        return Begin(new(end.AddMilliseconds(1), until));
    }

    /// <summary>The next page by offset: of an answer without rows, or without order even by id.</summary>
    HubSpotQuery Turned(HubSpotQuery query, int answered, string after) =>
        IsFull(after) || (answered == 0 && after == query.Page) ? throw Lost() : query with { Page = after };

    HubSpotQuery Begin(HubSpotQuery query)
    {
        (listed, isOrderly) = (0, true);
        handed.RemoveWhere(row => row.Stamp < query.From);
        return query;
    }

    /// <summary>Short pages may put the offset ahead of the rows that were listed.</summary>
    bool IsFull(string after)
    {
        var isOffset = int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var offset) && offset <= MostRowsOfAQuery;
        return (isOffset ? Math.Max(listed, offset) : listed) + pageSize > MostRowsOfAQuery;
    }

    static CrmException Lost() =>
        new(CrmFailure.Unavailable, "HubSpot lists records in no order, or pages without an end; the search was given up.");
}
