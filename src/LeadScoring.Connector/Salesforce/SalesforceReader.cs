using System.Net;
using System.Runtime.CompilerServices;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Salesforce;

/// <summary>Reads the records of an object, and its history, page by page.</summary>
sealed class SalesforceReader(SalesforceClient client, TimeProvider time)
{
    /// <summary>Older than any record.</summary>
    static readonly DateTimeOffset Beginning = new(1999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    bool seesNoDeleted;

    public async IAsyncEnumerable<CrmPage> RecordsAsync(
        CrmStream stream, ReadWindow window, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = SalesforceQuery.Records(stream);
        await foreach (var (reply, end) in PagesAsync(query, window, cancellationToken))
            yield return new([.. reply.Body.Records.Select(row => Record(stream.Scope.Name, row))], [], end, reply.Date) { Took = reply.Elapsed };
    }

    /// <summary>The last second of a page waits for the next page: the rows of one second are put in order together.</summary>
    public async IAsyncEnumerable<CrmPage> HistoryAsync(
        CrmStream stream, ReadWindow window, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var held = new List<FieldChange>();
        await foreach (var (reply, end) in PagesAsync(SalesforceQuery.History(stream), window, cancellationToken))
        {
            held.AddRange(reply.Body.Records.Select(row => Change(stream, row)));
            var isLast = reply.Body.NextRecordsUrl is null;
            var ready = isLast ? held.Count : held.FindLastIndex(change => change.At < held[^1].At) + 1;
            if (ready == 0 && !isLast)
                continue;

            var changes = held[..ready];
            held.RemoveRange(0, ready);
            yield return new([], SalesforceHistory.InOrder(changes), isLast ? end : Place(changes[^1]), reply.Date) { Took = reply.Elapsed };
        }
    }

    /// <summary>Replies with the place that each ends at.</summary>
    async IAsyncEnumerable<(CrmReply<QueryReply> Reply, Cursor? End)> PagesAsync(
        SalesforceQuery query, ReadWindow window, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await FirstAsync(query, window, cancellationToken) is not { } reply)
        {
            foreach (var half in Halves(window))
            {
                await foreach (var page in PagesAsync(query, half, cancellationToken))
                    yield return page;
            }

            yield break;
        }

        var began = window.Until ?? reply.Date;
        var end = reply.Body.Records is [.., var last] ? Place(query, last) : (Cursor?)null;
        yield return (reply, end);

        while (reply.Body.NextRecordsUrl is { } next)
        {
            reply = await NextAsync(next, query, window with { After = end ?? window.After }, cancellationToken);
            end = Last(query, reply.Body.Records, began) ?? end;
            yield return (reply, end);
        }
    }

    /// <returns>Null when the query took too long, and less could be asked for.</returns>
    async Task<CrmReply<QueryReply>?> FirstAsync(SalesforceQuery query, ReadWindow window, CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(query, window, cancellationToken);
        }
        catch (CrmException failure) when (failure.Code == SalesforceErrors.QueryTimeout && Span(window) > TimeSpan.FromSeconds(1))
        {
            return null;
        }
    }

    /// <summary>Two windows that meet on a whole second, which is what Salesforce stamps with.</summary>
    ReadWindow[] Halves(ReadWindow window)
    {
        var from = window.After?.At ?? Beginning;
        var middle = DateTimeOffset.FromUnixTimeSeconds((from + (Span(window) / 2)).ToUnixTimeSeconds());
        return [window with { Until = middle }, window with { After = new Cursor(middle.AddSeconds(1), "") }];
    }

    /// <summary>An open end is somewhere near now; where exactly only decides how evenly a window is halved.</summary>
    TimeSpan Span(ReadWindow window) =>
        (window.Until ?? time.GetUtcNow().AddDays(1)) - (window.After?.At ?? Beginning);

    /// <summary>Where deleted records cannot be asked for, the others can still be read.</summary>
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

    static Cursor Place(FieldChange change) => new(change.At, change.Order);

    static CrmRecord Record(string name, CrmRow row) =>
        new(name, row.Text("Id"), row.Time("CreatedDate"), row.Time("SystemModstamp"), row.Values)
        {
            OwnerId = row["OwnerId"],
            Name = row["Name"],
            Email = row["Email"],
            IsDeleted = row["IsDeleted"] == "true",
            MergedInto = row["MasterRecordId"],
            Converted = row["IsConverted"] == "true"
                ? new("Contact", row["ConvertedContactId"], CrmTime.Parse(row["ConvertedDate"]))
                : null,
        };

    static FieldChange Change(CrmStream stream, CrmRow row) => new(
        stream.Scope.Name,
        row.Text($"{stream.Scope.Name}Id"),
        stream.HistoryFields.FirstOrDefault(field => string.Equals(field, row["Field"], StringComparison.OrdinalIgnoreCase)) ?? row.Text("Field"),
        row["OldValue"],
        row["NewValue"],
        row.Time("CreatedDate"),
        row.Text("Id"),
        IsFirst: false);
}
