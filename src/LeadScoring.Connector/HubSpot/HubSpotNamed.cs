using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.HubSpot;

/// <summary>Reads contacts by id: values and history in one batch read of fifty, which waits for no search index.</summary>
sealed class HubSpotNamed(HubSpotClient client, int pageSize) : INamedRecords
{
    const int BatchSize = 100;

    readonly HubSpotActivities activities = new(client, pageSize);

    public async Task<CrmPage> ReadAsync(CrmStream stream, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var type = stream.Scope.Name;
        var properties = new HubSpotProperties(stream).All;
        var answers = await Task.WhenAll(ids.Chunk(HubSpotHistory.BatchSize).Select(async batch => (Asked: batch, Reply: await client.ReadAsync(
            type, new(properties, stream.HistoryFields, [.. batch.Select(id => new ReadInput(id))]), cancellationToken))));

        var rows = answers.SelectMany(answer => answer.Reply.Body.Results).DistinctBy(row => row.Id).ToList();
        var changes = rows.SelectMany(row => stream.HistoryFields.SelectMany(field => HubSpotHistory.Changes(type, row, field)));
        return new(rows.ConvertAll(row => HubSpotReader.Record(type, row)), [.. changes], Cursor: null, answers.Min(answer => answer.Reply.Date))
        {
            Took = answers.Max(answer => answer.Reply.Elapsed),
            LeftOut = [.. answers.SelectMany(answer => HubSpotLeftOut.Of(answer.Asked, answer.Reply.Body))],
        };
    }

    public Task<ActivityPage> ReadAsync(ActivityStream stream, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        activities.ReadAsync(stream, ids, cancellationToken);

    public async Task<IReadOnlySet<string>> ListedAsync(string objectName, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var listed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var batch in ids.Chunk(BatchSize))
        {
            var reply = await client.SearchAsync(objectName, HubSpotQuery.Body(batch), cancellationToken);
            listed.UnionWith(reply.Body.Results.Select(row => row.Id));
        }

        return listed;
    }
}
