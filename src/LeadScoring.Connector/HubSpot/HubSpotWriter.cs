using System.Globalization;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.HubSpot;

/// <summary>Updates records in batches of 100. A row is good only when its own result is there.</summary>
sealed class HubSpotWriter(HubSpotClient client, TimeProvider time)
{
    const int BatchSize = 100;

    public IAsyncEnumerable<WriteResult> WriteAsync(
        CrmObject described, IReadOnlyList<RecordWrite> writes, CancellationToken cancellationToken) =>
        new BatchWriter(BatchSize, (batch, token) => SendAsync(described, batch, token), time).WriteAsync(writes, cancellationToken);

    async Task<IReadOnlyList<WriteResult>> SendAsync(
        CrmObject described, IReadOnlyList<RecordWrite> batch, CancellationToken cancellationToken)
    {
        var inputs = batch.Select((write, i) => new UpdateInput(write.Id, Properties(described, write), Trace(i)));
        var reply = await client.UpdateAsync(described.Name, new([.. inputs]), cancellationToken);
        return [.. batch.Select((write, i) => Result(write, Trace(i), reply))];
    }

    /// <summary>A row in neither list may have been merged away: its outcome is unknown.</summary>
    static WriteResult Result(RecordWrite write, string trace, CrmReply<ObjectsReply> reply)
    {
        if (reply.Body.Errors.FirstOrDefault(error => Names(error, write.Id, trace)) is { } error)
            return new(write.Id, HubSpotErrors.Outcome(error.Category), reply.NotLaterThan, HubSpotErrors.Code(error.Category, error.Message), error.Message);

        return reply.Body.Results.FirstOrDefault(row => row.Id == write.Id) is { } saved
            ? new(write.Id, WriteOutcome.Accepted, CrmTime.Parse(saved.UpdatedAt) ?? reply.NotLaterThan)
            : new(write.Id, WriteOutcome.Retry, reply.NotLaterThan, WriteResult.Missing);
    }

    static bool Names(RowError error, string id, string trace) =>
        error.Names("objectWriteTraceId", trace) || error.Names("ids", id) || error.Names("id", id);

    static string Trace(int row) => row.ToString(CultureInfo.InvariantCulture);

    static Dictionary<string, string> Properties(CrmObject described, RecordWrite write) => write.Fields.ToDictionary(
        field => field.Key,
        field => Text(field.Value, described.Fields.GetValueOrDefault(field.Key)?.Scale),
        StringComparer.Ordinal);

    static string Text(FieldValue value, int? scale) => value switch
    {
        { IsEmpty: true } => "",
        { Type: FieldType.Flag } => value.Flag ? "true" : "false",
        { Type: FieldType.Number } => Rounded(value.Number, scale).ToString(CultureInfo.InvariantCulture),
        { Type: FieldType.Time } => value.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        { Type: FieldType.Day } => value.Time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => value.Text ?? "",
    };

    static decimal Rounded(decimal number, int? scale) =>
        scale is { } digits ? decimal.Round(number, digits, MidpointRounding.AwayFromZero) : number;
}
