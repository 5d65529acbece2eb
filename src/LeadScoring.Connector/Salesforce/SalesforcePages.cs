using System.Net;
using System.Runtime.CompilerServices;
using LeadScoring.Connector.Crm;
using Microsoft.Extensions.Logging;

namespace LeadScoring.Connector.Salesforce;

/// <summary>
/// Reads what a query finds, page by page: records, their history and activities alike. A query that takes too long is asked
/// in halves, and a locator that has expired is replaced by a query that goes on from the last row.
/// </summary>
sealed class SalesforcePages(SalesforceClient client, TimeProvider time, ILogger logger)
{
    /// <summary>Older than any record.</summary>
    static readonly DateTimeOffset Beginning = new(1999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>No window is cut below this, so a second always lies between the ends of one that is.</summary>
    static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    bool seesNoDeleted;

    /// <summary>Replies with the place that each ends at.</summary>
    public async IAsyncEnumerable<(CrmReply<QueryReply> Reply, Cursor? End)> ReadAsync(
        SalesforceQuery query, ReadWindow window, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rest = window;
        var reply = await UnlessTooLongAsync(window, () => AskAsync(query, window, cancellationToken));
        var began = window.Until ?? reply?.Date ?? default;
        var end = reply?.Body.Records is [.., var last] ? Place(query, last) : (Cursor?)null;
        while (reply is not null)
        {
            yield return (reply, end);
            if (reply.Body.NextRecordsUrl is not { } next)
                yield break;

            rest = window with { After = end ?? window.After };
            reply = await UnlessTooLongAsync(rest, () => NextAsync(next, query, rest, cancellationToken));
            end = reply is null ? end : Last(query, reply.Body.Records, began) ?? end;
        }

        foreach (var half in Halves(rest))
        {
            await foreach (var page in ReadAsync(query, half, cancellationToken))
                yield return page;
        }
    }

    /// <returns>Null when it took too long, and less could be asked for.</returns>
    async Task<CrmReply<QueryReply>?> UnlessTooLongAsync(ReadWindow window, Func<Task<CrmReply<QueryReply>>> ask)
    {
        try
        {
            return await ask();
        }
        catch (CrmException failure) when (failure.Code == SalesforceErrors.QueryTimeout && Span(window) >= Shortest * 2)
        {
            return null;
        }
    }

    /// <summary>
    /// Two windows that meet on a whole second and both hold it: stamps are said to be whole seconds, but where they are not,
    /// what lies between two seconds must not fall between the windows. A row that comes twice counts once.
    /// </summary>
    ReadWindow[] Halves(ReadWindow window)
    {
        var from = window.After?.At ?? Beginning;
        var middle = DateTimeOffset.FromUnixTimeSeconds((from + (Span(window) / 2)).ToUnixTimeSeconds());
        return [window with { Until = middle }, window with { After = new Cursor(middle, "") }];
    }

    /// <summary>An open end is somewhere near now; where exactly only decides how evenly a window is halved.</summary>
    TimeSpan Span(ReadWindow window) =>
        (window.Until ?? time.GetUtcNow().AddDays(1)) - (window.After?.At ?? Beginning);

    /// <summary>Where deleted records cannot be asked for, the others can still be read; the log says so once.</summary>
    async Task<CrmReply<QueryReply>> AskAsync(SalesforceQuery query, ReadWindow window, CancellationToken cancellationToken)
    {
        var soql = query.Text(window.After, window.Until);
        if (!query.IsAll || seesNoDeleted)
            return await client.QueryAsync(soql, cancellationToken);

        try
        {
            return await client.QueryAllAsync(soql, cancellationToken);
        }
        catch (CrmException failure) when (failure is { Status: HttpStatusCode.NotFound, Code: null or "NOT_FOUND" })
        {
            var reply = await client.QueryAsync(soql, cancellationToken);
            seesNoDeleted = true;
            logger.DeletedUnseen(failure.Message);
            return reply;
        }
    }

    /// <summary>A locator lives two days at most; the same rows are found again by their place.</summary>
    async Task<CrmReply<QueryReply>> NextAsync(
        string next, SalesforceQuery query, ReadWindow rest, CancellationToken cancellationToken)
    {
        try
        {
            return await client.NextAsync(next, cancellationToken);
        }
        catch (CrmException failure) when (failure.Code == SalesforceErrors.LocatorExpired)
        {
            return await AskAsync(query, rest, cancellationToken);
        }
    }

    /// <summary>
    /// Pages after the first show a record as it is when the page is fetched, but in the place it had when the query
    /// began. A row changed meanwhile has a stamp after that moment; going on from there would skip rows.
    /// </summary>
    static Cursor? Last(SalesforceQuery query, IReadOnlyList<CrmRow> rows, DateTimeOffset began)
    {
        for (var i = rows.Count - 1; i >= 0; i--)
        {
            if (Place(query, rows[i]) is var place && place.At <= began)
                return place;
        }

        return null;
    }

    static Cursor Place(SalesforceQuery query, CrmRow row) => new(row.Time(query.Stamp), row.Text("Id"));
}
