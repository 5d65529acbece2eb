using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.HubSpot;

/// <summary>Reads contacts by id: values and history in one batch read of fifty, which waits for no search index.</summary>
sealed class HubSpotNamed(HubSpotClient client) : INamedRecords
{
    public async Task<CrmPage> ReadAsync(CrmStream stream, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var type = stream.Scope.Name;
        var properties = new HubSpotProperties(stream).All;
        var replies = await Task.WhenAll(ids.Chunk(HubSpotHistory.BatchSize).Select(batch => client.ReadAsync(
            type, new(properties, stream.HistoryFields, [.. batch.Select(id => new ReadInput(id))]), cancellationToken)));

        var rows = replies.SelectMany(reply => reply.Body.Results).DistinctBy(row => row.Id).ToList();
        var changes = rows.SelectMany(row => stream.HistoryFields.SelectMany(field => HubSpotHistory.Changes(type, row, field)));
        return new(rows.ConvertAll(row => HubSpotReader.Record(type, row)), [.. changes], Cursor: null, replies.Min(reply => reply.Date))
        {
            Took = replies.Max(reply => reply.Elapsed),
        };
    }
}
