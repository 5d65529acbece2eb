using System.Text.Json;
using LeadScoring.Sandbox.Http;

namespace LeadScoring.Sandbox.Salesforce;

/// <summary>
/// composite/sobjects (pages "sObject Collections", "SaveResult"): up to 200 records in up to 10 runs of one type,
/// answered with 200 and one result per record in their order; a failed result has no id.
/// </summary>
sealed class Collections(SalesforceOrg org)
{
    const int MostRecords = 200;
    const int MostChunks = 10;

    readonly Saving saving = new(org);

    public ApiReply Update(ApiCall call) => Save(call, Plan);

    public ApiReply Create(ApiCall call) => Save(call, (_, record) =>
    {
        var table = Table(record);
        var values = RecordJson.Values(record, table);
        if (values.Keys.FirstOrDefault(name => table.Field(name) is null) is { } unknown) return new(SalesforceOrg.NoSuchColumn(unknown, table), null, null);
        return new(null, null, () => (saving.Create(table, record, out var id), id));
    });

    // Types are parsed for the whole body before anything is saved, so that a misfit fails the batch untouched.
    ApiReply Save(ApiCall call, Func<ApiCall, JsonElement, Planned> plan)
    {
        var body = call.Json();
        if (!body.TryGetProperty("records", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
            throw new SalesforceException(400, "MISSING_ARGUMENT", "Missing required argument: records");
        var records = list.EnumerateArray().ToArray();
        CheckSize(records);
        var allOrNone = body.TryGetProperty("allOrNone", out var whole) && whole.ValueKind == JsonValueKind.True;

        var plans = records.Select(record => plan(call, record)).ToArray();
        var before = plans.Select(planned => planned.Row is { } row ? Memory.Of(row, org.FindTable(row.Table.Name + "History")) : null).ToArray();
        var results = plans.Select(planned => planned.Error is null && planned.Save is not null ? planned.Save() : (planned.Error, null)).ToArray();
        if (allOrNone && results.Any(result => result.Error is not null))
        {
            foreach (var memory in before.Reverse()) memory?.Restore();
            results = [.. results.Select(result => (result.Error ?? RolledBack, (string?)null))];
        }

        return new(200, writer => Write(writer, results));
    }

    static SaveError RolledBack { get; } = new("ALL_OR_NONE_OPERATION_ROLLED_BACK",
        "Record rolled back because not all records were valid and the request was using AllOrNone header");

    Planned Plan(ApiCall call, JsonElement record)
    {
        var table = Table(record);
        RecordJson.Values(record, table);
        var named = record.EnumerateObject().FirstOrDefault(property => property.Name.Equals("id", StringComparison.OrdinalIgnoreCase));
        if (named.Value is not { ValueKind: JsonValueKind.String } json)
            return new(new("MISSING_ARGUMENT", "Id not specified in an update call"), null, null);

        var id = json.GetString() ?? "";
        if (SalesforceId.Normalize(id) is not { } full || !full.StartsWith(table.KeyPrefix, StringComparison.Ordinal))
            return new(new("MALFORMED_ID", $"{table.Name} ID: id value of incorrect type: {id}", "Id"), null, null);
        return table.Find(full) is { } row
            ? new(null, row, () => (saving.Update(call, row, record), row.Id))
            : new(new("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id"), null, null);
    }

    SObjectTable Table(JsonElement record)
    {
        var type = TypeOf(record) ?? throw new SalesforceException(400, "INVALID_TYPE", "Missing sObject type in attributes");
        return org.FindTable(type) ?? throw new SalesforceException(400, "INVALID_TYPE", $"sObject type '{type}' is not supported.");
    }

    // The wording and codes of both refusals are [unverified]; that they refuse is documented.
    static void CheckSize(JsonElement[] records)
    {
        if (records.Length > MostRecords)
            throw new SalesforceException(400, "EXCEEDED_ID_LIMIT", "record limit reached. cannot submit more than 200 records into this call");
        var chunks = 1 + records.Zip(records.Skip(1)).Count(pair => TypeOf(pair.First) != TypeOf(pair.Second));
        if (chunks > MostChunks)
            throw new SalesforceException(400, "LIMIT_EXCEEDED", "Cannot have more than 10 chunks in a single operation. Please rearrange the data to reduce chunking.");
    }

    static string? TypeOf(JsonElement record) =>
        record.ValueKind == JsonValueKind.Object && record.TryGetProperty("attributes", out var attributes) && attributes.TryGetProperty("type", out var type)
            ? type.GetString()
            : null;

    static void Write(Utf8JsonWriter writer, (SaveError? Error, string? Id)[] results)
    {
        writer.WriteStartArray();
        foreach (var (error, id) in results)
        {
            writer.WriteStartObject();
            if (error is null) writer.WriteString("id", id);
            writer.WriteBoolean("success", error is null);
            writer.WriteStartArray("errors");
            if (error is not null) JsonSerializer.Serialize(writer, error, Wire.Options);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    sealed record Planned(SaveError? Error, SObjectRow? Row, Func<(SaveError? Error, string? Id)>? Save);
}
