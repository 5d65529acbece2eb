using System.Globalization;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.HubSpot;

/// <summary>
/// Decides what to search for next; does no I/O. Search pages by offset, shows at most 10,000 rows of a query, and does
/// not order rows of one stamp. A record changed between two pages moves to the end and pulls one row over the page
/// edge, unseen. So the walk starts a new query at the last stamp as soon as that repeats few rows, and reads a
/// millisecond that holds more than a page by id.
/// </summary>
sealed class HubSpotWalk
{
    const int MostRowsOfAQuery = 10_000;

    /// <summary>A Date header knows whole seconds, and a front end may be a second behind the CRM's data.</summary>
    static readonly TimeSpan DateSlack = TimeSpan.FromSeconds(2);

    readonly Cursor? start;
    readonly int pageSize;
    DateTimeOffset? until;

    /// <summary>Rows of the newest stamp that have been handed out.</summary>
    readonly HashSet<string> edge = new(StringComparer.Ordinal);
    DateTimeOffset newest;

    Cursor? safe;
    int listed;
    bool isOrderly = true;

    public HubSpotWalk(ReadWindow window, int pageSize)
    {
        (start, until, this.pageSize) = (window.After, window.Until, pageSize);
        safe = start;
        newest = start?.At ?? DateTimeOffset.MinValue;
        Next = start is { Id.Length: > 0 } place ? new(place.At, until, place.Id) : new(start?.At, until);
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
        CrmRecord[] inside = [.. rows.Where(row => IsInside(query, row))];
        isOrderly = isOrderly && IsOrderly(query, inside);
        listed += rows.Count;
        inside = [.. inside.OrderBy(row => row.Stamp).ThenBy(row => row.Id, HubSpotIds.ByNumber)];
        CrmRecord[] fresh = [.. inside.Where(row => row.Stamp != newest || !edge.Contains(row.Id))];
        foreach (var row in inside)
            Remember(row);

        if (inside.Length > 0 && isOrderly)
            safe = new(newest, query.IsOneMillisecond ? inside[^1].Id : "");

        Next = after is null ? AfterLastPage(query) : AfterPage(query, inside, total, after, rows.Count);
        return (fresh, safe);
    }

    bool IsInside(HubSpotQuery query, CrmRecord row) => query.IsOneMillisecond
        ? row.Stamp == query.From
        : (query.From is not { } from || row.Stamp >= from) && (until is not { } bound || row.Stamp <= bound);

    bool IsOrderly(HubSpotQuery query, CrmRecord[] rows) => query.IsOneMillisecond
        ? rows.Zip(rows.Skip(1)).All(pair => HubSpotIds.ByNumber.Compare(pair.First.Id, pair.Second.Id) < 0)
        : (rows is [] || rows[0].Stamp >= newest) && rows.Zip(rows.Skip(1)).All(pair => pair.First.Stamp <= pair.Second.Stamp);

    void Remember(CrmRecord row)
    {
        if (row.Stamp < newest)
            return;

        if (row.Stamp > newest)
            edge.Clear();

        newest = row.Stamp;
        edge.Add(row.Id);
    }

    HubSpotQuery? AfterLastPage(HubSpotQuery query)
    {
        if (query is { IsOneMillisecond: true, From: { } millisecond })
            return until <= millisecond ? null : Begin(new(millisecond.AddMilliseconds(1), until));

        safe = listed > 0 && newest > DateTimeOffset.MinValue ? new(newest, "") : safe;
        return null;
    }

    HubSpotQuery AfterPage(HubSpotQuery query, CrmRecord[] inside, int? total, string after, int rows)
    {
        var isFull = IsFull(after);
        if (!isOrderly || inside.Length == 0)
            return isFull || (rows == 0 && after == query.Page) ? throw Lost() : query with { Page = after };

        if (query.IsOneMillisecond)
            return Begin(query with { AfterId = inside[^1].Id, Page = null });

        if (edge.Count >= pageSize && (total ?? int.MaxValue) > MostRowsOfAQuery)
            return Begin(new(newest, until, AfterId: ""));

        return newest > (query.From ?? DateTimeOffset.MinValue) && (isFull || edge.Count <= pageSize / 20)
            ? Begin(new(newest, until))
            : isFull ? Begin(new(newest, until, AfterId: "")) : query with { Page = after };
    }

    HubSpotQuery Begin(HubSpotQuery query)
    {
        listed = 0;
        isOrderly = true;
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
