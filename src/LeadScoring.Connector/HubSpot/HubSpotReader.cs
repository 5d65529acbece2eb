using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.HubSpot;

/// <summary>Reads records in the order of their last change, each page with the history of its unseen rows.</summary>
sealed class HubSpotReader(HubSpotClient client, int pageSize)
{
    readonly HubSpotHistory history = new(client);

    public async IAsyncEnumerable<CrmPage> ReadAsync(
        CrmStream stream, ReadWindow window, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isEmpty = true;
        var date = default(DateTimeOffset);
        int? total = null;
        var asked = new HubSpotProperties(stream);
        await foreach (var (rows, place, reply) in RowsAsync(stream, window, asked.InSearch, cancellationToken))
        {
            date = reply.Date;
            total ??= reply.Body.Total;
            if (rows.Count == 0)
                continue;

            isEmpty = false;
            var (complete, leftOut) = await asked.CompleteAsync(client, rows, cancellationToken);
            var told = await HistoryAsync(stream, window, complete, cancellationToken);
            yield return new([.. complete.Where(row => !told.LeftOut.Contains(row.Id))], told.Changes, place, reply.Date)
            {
                Took = reply.Elapsed,
                Total = total,
                LeftOut = [.. leftOut, .. told.LeftOut],
            };
        }

        if (isEmpty)
            yield return new([], [], null, date);
    }

    /// <summary>
    /// The next page is asked for while one is looked at. Only the first rows of a pass are looked at before: they may show
    /// that the pass has to read from elsewhere.
    /// </summary>
    async IAsyncEnumerable<(IReadOnlyList<CrmRecord> Rows, Cursor? Place, CrmReply<ObjectsReply> Reply)> RowsAsync(
        CrmStream stream, ReadWindow window, IReadOnlyList<string> properties, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var mayAskAhead = window.Until is not null;
        var walk = new HubSpotWalk(window, pageSize);
        await using var ahead = new AskedAhead<CrmReply<ObjectsReply>>(cancellationToken);
        while (walk.Next is { } query)
        {
            var reply = await ahead.AnswerAsync(token => SearchAsync(query, token));
            walk.EndAt(reply.Date);
            var (rows, place) = walk.Take(
                [.. reply.Body.Results.Select(row => Record(stream.Scope.Name, row))], reply.Body.Total, reply.Body.Paging?.Next?.After);
            if (mayAskAhead && walk.Next is { } next)
                ahead.Ask(token => SearchAsync(next, token));

            yield return (rows, place, reply);
            mayAskAhead |= rows.Count > 0;
        }

        Task<CrmReply<ObjectsReply>> SearchAsync(HubSpotQuery query, CancellationToken token) =>
            client.SearchAsync(stream.Scope.Name, query.Body(properties, pageSize), token);
    }

    async Task<HistoryAnswer> HistoryAsync(
        CrmStream stream, ReadWindow window, IReadOnlyList<CrmRecord> rows, CancellationToken cancellationToken)
    {
        if (stream.HistoryFields.Count == 0 || rows.Count == 0)
            return new([], FrozenSet<string>.Empty);

        var unseen = await window.Unseen(rows, cancellationToken);
        return await history.ReadAsync(stream, [.. rows.Select(row => row.Id).Where(unseen.Contains)], cancellationToken);
    }

    public static CrmRecord Record(string type, HubSpotObject row)
    {
        var stamp = CrmTime.Parse(row.Properties[HubSpotQuery.Stamp]) ?? CrmTime.Parse(row.UpdatedAt)
            ?? throw new CrmException(CrmFailure.Unavailable, "HubSpot answered with a record without lastmodifieddate.");
        var name = $"{row.Properties["firstname"]} {row.Properties["lastname"]}".Trim();
        return new(type, row.Id, CrmTime.Parse(row.Properties["createdate"]) ?? CrmTime.Parse(row.CreatedAt) ?? stamp, stamp, row.Properties.Values)
        {
            OwnerId = row.Properties["hubspot_owner_id"],
            Name = name.Length > 0 ? name : null,
            Email = row.Properties["email"],
            Absorbed = HubSpotProperties.Absorbed(row),
        };
    }
}
