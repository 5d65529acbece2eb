using System.Buffers;
using System.Globalization;
using System.Text.Json;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Salesforce;

/// <summary>Updates records in collections of 200. A row is good only when its own result says so.</summary>
sealed class SalesforceWriter(SalesforceClient client, TimeProvider time)
{
    const int BatchSize = 200;

    public IAsyncEnumerable<WriteResult> WriteAsync(
        CrmObject described, IReadOnlyList<RecordWrite> writes, CancellationToken cancellationToken) =>
        new BatchWriter(BatchSize, (batch, token) => SendAsync(described, batch, token), time).WriteAsync(writes, cancellationToken);

    async Task<IReadOnlyList<WriteResult>> SendAsync(
        CrmObject described, IReadOnlyList<RecordWrite> batch, CancellationToken cancellationToken)
    {
        var reply = await client.UpdateAsync(Json(described, batch), cancellationToken);
        return reply.Body.Count == batch.Count
            ? [.. batch.Zip(reply.Body, (write, saved) => Result(write, saved, reply.NotLaterThan))]
            : [.. batch.Select(write => new WriteResult(write.Id, WriteOutcome.Retry, reply.NotLaterThan, WriteResult.Missing))];
    }

    static WriteResult Result(RecordWrite write, SaveReply saved, DateTimeOffset at)
    {
        if (saved.Success)
            return new(write.Id, WriteOutcome.Accepted, at);

        var error = saved.Errors is [var first, ..] ? first : new();
        return new(write.Id, SalesforceErrors.Outcome(error.StatusCode), at, error.StatusCode, error.Message);
    }

    static ReadOnlyMemory<byte> Json(CrmObject described, IReadOnlyList<RecordWrite> batch)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteBoolean("allOrNone", false);
            json.WriteStartArray("records");
            foreach (var write in batch)
                WriteRecord(json, described, write);

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    static void WriteRecord(Utf8JsonWriter json, CrmObject described, RecordWrite write)
    {
        json.WriteStartObject();
        json.WriteStartObject("attributes");
        json.WriteString("type", described.Name);
        json.WriteEndObject();
        json.WriteString("id", write.Id);
        foreach (var (name, value) in write.Fields)
        {
            json.WritePropertyName(name);
            WriteValue(json, value, described.Fields.GetValueOrDefault(name)?.Scale);
        }

        json.WriteEndObject();
    }

    static void WriteValue(Utf8JsonWriter json, FieldValue value, int? scale)
    {
        switch (value)
        {
            case { Type: FieldType.Flag }: // a checkbox is never null
                json.WriteBooleanValue(value.Flag);
                break;
            case { IsEmpty: true }:
                json.WriteNullValue();
                break;
            case { Type: FieldType.Number }:
                json.WriteNumberValue(scale is { } digits ? decimal.Round(value.Number, digits, MidpointRounding.AwayFromZero) : value.Number);
                break;
            case { Type: FieldType.Time }:
                json.WriteStringValue(value.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'", CultureInfo.InvariantCulture));
                break;
            case { Type: FieldType.Day }:
                json.WriteStringValue(value.Time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            default:
                json.WriteStringValue(value.Text);
                break;
        }
    }
}
