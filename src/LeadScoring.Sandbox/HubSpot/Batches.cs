using System.Text.Json;
using LeadScoring.Sandbox.Http;

namespace LeadScoring.Sandbox.HubSpot;

/// <summary>
/// batch/read and batch/update, 100 inputs each, 50 when history is asked for. Records that are missing turn the
/// status into 207 with errors; an id that was merged away is left out of an update's results without an error.
/// </summary>
sealed class Batches(HubSpotPortal portal)
{
    const int MostInputs = 100;
    const int MostWithHistory = 50;

    public ApiReply Read(ApiCall call, PortalTable table)
    {
        var body = call.Json();
        var shape = new RecordShape(table, body.Strings("properties"), body.Strings("propertiesWithHistory"));
        var inputs = Inputs(body);
        if (body.Strings("propertiesWithHistory").Length > 0 && inputs.Length > MostWithHistory)
            throw HubSpotException.Invalid($"The maximum number of inputs supported in a batch request for property histories is {MostWithHistory}, but {inputs.Length} were received");

        var byEmail = body.String("idProperty") == "email";
        var found = inputs.Select(input => (Id: input.String("id") ?? "", Record: Find(table, input.String("id"), byEmail))).DistinctBy(pair => pair.Id).ToArray();
        var shown = found.Where(pair => pair.Record is not null).Select(pair => (Written)new(shape.Show(pair.Record!), null)).ToArray();
        var missing = found.Where(pair => pair.Record is null).Select(pair => pair.Id).ToArray();
        return Answer(shown, missing.Length == 0 ? [] : [Missing(table, "get", missing, null)]);
    }

    // One invalid value refuses the whole batch unless each input has an objectWriteTraceId, with which each input fails
    // for itself; the reference promises that for create, for update it is [unverified], as is the place of the trace id.
    public ApiReply Update(ApiCall call, PortalTable table)
    {
        var inputs = Inputs(call.Json());
        var twice = inputs.GroupBy(input => input.String("id")).Where(group => group.Count() > 1).Select(group => group.Key).ToArray();
        if (twice.Length > 0) throw HubSpotException.Invalid($"Duplicate IDs found in batch input: [{string.Join(", ", twice)}]. IDs must be unique");

        var isTraced = inputs.All(input => input.String("objectWriteTraceId") is not null);
        var plans = inputs.Select(input => new Plan(table, input)).ToArray();
        if (!isTraced && plans.SelectMany(plan => plan.Errors).ToArray() is { Length: > 0 } errors) throw HubSpotException.Properties(errors);

        foreach (var plan in plans.Where(plan => plan.CanSave))
            portal.Save(table, plan.Record!, plan.Stored, portal.Now, Api.SourceType, Api.SourceId, userId: null);
        return Answer([.. plans.Where(plan => plan.CanSave).Select(plan => plan.Show())], [.. Failures(table, plans, isTraced)]);
    }

    static IEnumerable<BatchError> Failures(PortalTable table, Plan[] plans, bool isTraced)
    {
        foreach (var plan in plans.Where(plan => plan.Errors.Count > 0))
            yield return new("error", "VALIDATION_ERROR", HubSpotException.Properties(plan.Errors).Message, Context([plan.Id], plan.TraceId));

        var missing = plans.Where(plan => plan.IsMissing && plan.Errors.Count == 0).ToArray();
        if (isTraced)
            foreach (var plan in missing) yield return Missing(table, "update", [plan.Id], plan.TraceId);
        else if (missing.Length > 0)
            yield return Missing(table, "update", [.. missing.Select(plan => plan.Id)], null);
    }

    static BatchError Missing(PortalTable table, string verb, string[] ids, string? traceId) => new("error", "OBJECT_NOT_FOUND",
        $"Could not {verb} some {table.Name.TrimEnd('s').ToUpperInvariant()} objects, they may be deleted or not exist. Check that ids are valid.", Context(ids, traceId));

    static Dictionary<string, string[]> Context(string[] ids, string? traceId) => traceId is null
        ? new() { ["ids"] = ids }
        : new() { ["ids"] = ids, ["objectWriteTraceId"] = [traceId] };

    static JsonElement[] Inputs(JsonElement body)
    {
        var inputs = body.TryGetProperty("inputs", out var list) ? list.EnumerateArray().ToArray() : throw HubSpotException.Invalid("inputs are required");
        return inputs.Length <= MostInputs
            ? inputs
            : throw HubSpotException.Invalid($"The maximum number of inputs supported in a batch request is {MostInputs}, but {inputs.Length} were received");
    }

    static PortalRecord? Find(PortalTable table, string? id, bool byEmail) => byEmail
        ? PortalRecords.ByEmail(table, id ?? "")
        : Bodies.Id(id) is { } number ? table.Find(number) : null;

    ApiReply Answer(Written[] results, BatchError[] errors)
    {
        var now = PropertyValue.Format(portal.Now.ToUnixTimeMilliseconds());
        return new(errors.Length == 0 ? 200 : 207, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("status", "COMPLETE");
            writer.WriteStartArray("results");
            foreach (var (shown, traceId) in results) shown.Shape.Write(writer, shown, traceId);
            writer.WriteEndArray();
            if (errors.Length > 0)
            {
                writer.WriteNumber("numErrors", errors.Length);
                writer.WritePropertyName("errors");
                JsonSerializer.Serialize(writer, errors, Wire.Options);
            }

            writer.WriteString("startedAt", now);
            writer.WriteString("completedAt", now);
            writer.WriteEndObject();
        });
    }

    /// <summary>StandardError of the OpenAPI files, which require every member of it.</summary>
    sealed record BatchError(string Status, string Category, string Message, Dictionary<string, string[]> Context)
    {
        public object[] Errors { get; } = [];

        public Dictionary<string, string> Links { get; } = [];
    }

    sealed record Written(ShownRecord Shown, string? TraceId);

    sealed class Plan
    {
        readonly PortalTable table;
        readonly bool isMerged;

        public Plan(PortalTable table, JsonElement input)
        {
            this.table = table;
            Id = input.String("id") ?? throw HubSpotException.Invalid("id is required");
            TraceId = input.String("objectWriteTraceId");
            Errors = HubSpotPortal.Check(table, Bodies.Properties(input), byPerson: false, out var stored);
            Stored = stored;
            isMerged = Bodies.Id(Id) is { } number && table.Merged.ContainsKey(number);
            Record = isMerged ? null : Find(table, Id, byEmail: false);
        }

        public string Id { get; }

        public string? TraceId { get; }

        public List<PropertyError> Errors { get; }

        public List<(int Slot, string? Value)> Stored { get; }

        public PortalRecord? Record { get; }

        public bool IsMissing => Record is null && !isMerged;

        public bool CanSave => Record is not null && Errors.Count == 0;

        public Written Show() => new(RecordShape.Whole(table, Record!.Version).Show(Record!), TraceId);
    }
}
