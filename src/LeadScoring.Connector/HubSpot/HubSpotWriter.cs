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
        WriteResult?[] results = [.. batch.Select((write, i) => Result(write, Trace(i), reply))];
        var unnamed = reply.Body.Errors.Where(error => !batch.Index().Any(row => Names(error, row.Item.Id, Trace(row.Index)))).ToList();
        var missing = results.Count(result => result is null);
        return [.. batch.Select((write, i) => results[i] ?? Unnamed(write, unnamed, missing, reply.NotLaterThan))];
    }

    /// <summary>Null for a row in neither list.</summary>
    static WriteResult? Result(RecordWrite write, string trace, CrmReply<ObjectsReply> reply)
    {
        if (reply.Body.Errors.FirstOrDefault(error => Names(error, write.Id, trace)) is { } error)
            return Refused(write, error, reply.NotLaterThan);

        return reply.Body.Results.FirstOrDefault(row => row.Id == write.Id) is { } saved
            ? new(write.Id, WriteOutcome.Accepted, CrmTime.Parse(saved.UpdatedAt) ?? reply.NotLaterThan)
            : null;
    }

    /// <summary>
    /// Errors of one category that are as many as the rows without a result can only be theirs. Otherwise the outcome of
    /// such a row is unknown: it may have been merged away.
    /// </summary>
    static WriteResult Unnamed(RecordWrite write, IReadOnlyList<RowError> unnamed, int missing, DateTimeOffset at)
    {
        if (unnamed.Count == missing && unnamed.DistinctBy(error => error.Category).Count() == 1)
            return Refused(write, unnamed[0], at);

        var words = string.Join("; ", unnamed.Select(error => error.Message).Distinct(StringComparer.Ordinal));
        return new(write.Id, WriteOutcome.Retry, at, WriteResult.Missing, words.Length > 0 ? words : null);
    }

    static WriteResult Refused(RecordWrite write, RowError error, DateTimeOffset at) =>
        new(write.Id, HubSpotErrors.Outcome(error.Category), at, HubSpotErrors.Code(error.Category, error.Message), error.Message);

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
