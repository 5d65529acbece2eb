using System.Globalization;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.HubSpot;

/// <summary>Reads what the history fields of records have been, oldest first.</summary>
sealed class HubSpotHistory(HubSpotClient client)
{
    /// <summary>Half of an ordinary batch read: more inputs with history are refused.</summary>
    public const int BatchSize = 50;

    /// <summary>HubSpot keeps about this many values of a property; a full history may have lost its first.</summary>
    const int MostValues = 45;

    public Task<HistoryAnswer> ReadAsync(CrmStream stream, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        ReadAsync(stream.Scope.Name, stream.HistoryFields, ids, cancellationToken);

    public async Task<HistoryAnswer> ReadAsync(
        string type, IReadOnlyList<string> fields, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var batches = await Task.WhenAll(ids.Chunk(BatchSize).Select(batch => ReadBatchAsync(type, fields, batch, cancellationToken)));
        var rows = batches.SelectMany(batch => batch.Rows).DistinctBy(row => row.Id);
        return new(
            [.. rows.SelectMany(row => fields.SelectMany(field => Changes(type, row, field)))],
            batches.SelectMany(batch => batch.LeftOut).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>A survivor answers for its loser too.</summary>
    async Task<(IReadOnlyList<HubSpotObject> Rows, IReadOnlyList<string> LeftOut)> ReadBatchAsync(
        string type, IReadOnlyList<string> fields, string[] ids, CancellationToken cancellationToken)
    {
        var request = new ReadRequest([], fields, [.. ids.Select(id => new ReadInput(id))]);
        var reply = await client.ReadAsync(type, request, cancellationToken);
        return (reply.Body.Results, HubSpotLeftOut.Of(ids, reply.Body));
    }

    /// <summary>HubSpot answers the newest first; values of one instant keep that order, turned round.</summary>
    public static IEnumerable<FieldChange> Changes(string type, HubSpotObject row, string field)
    {
        if (row.PropertiesWithHistory?.GetValueOrDefault(field) is not { } newestFirst)
            yield break;

        string? before = null;
        var index = 0;
        var values = newestFirst.Reverse().Select(value => (value.Value, At: Time(value))).OrderBy(value => value.At).ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            var (value, at) = values[i];
            var current = value is { Length: > 0 } ? value : null;
            index = i > 0 && values[i - 1].At == at ? index + 1 : 0;
            var isFirst = i == 0 && values.Length < MostValues;
            yield return new(type, row.Id, field, before, current, at, index.ToString("D4", CultureInfo.InvariantCulture), isFirst);
            before = current;
        }
    }

    static DateTimeOffset Time(HistoryValue value) => CrmTime.Parse(value.Timestamp)
        ?? throw new CrmException(CrmFailure.Unavailable, "HubSpot answered with a history without times.");
}

/// <param name="LeftOut">Of these nothing was told, so no change says nothing.</param>
sealed record HistoryAnswer(IReadOnlyList<FieldChange> Changes, IReadOnlySet<string> LeftOut);
