using System.Globalization;
using LeadScoring.Sandbox.Http;

namespace LeadScoring.Sandbox.Salesforce;

/// <summary>One record at a time (pages "sObject Rows", "sObject Get Deleted").</summary>
sealed class Records(SalesforceOrg org)
{
    readonly Saving saving = new(org);

    public ApiReply Read(ApiCall call, string version, string type, string id)
    {
        var row = Find(type, id);
        if (row.IsDeleted) throw new SalesforceException(404, "ENTITY_IS_DELETED", "entity is deleted");
        var names = call.Parameter("fields")?.Split(',', StringSplitOptions.TrimEntries) ?? [.. row.Table.Fields.Select(field => field.Name)];
        if (names.FirstOrDefault(name => row.Table.Field(name) is null) is { } unknown)
            throw new SalesforceException(400, "INVALID_FIELD", SalesforceOrg.NoSuchColumn(unknown, row.Table).Message);

        var values = names.Append("Id").Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(name => (Name: row.Table.Field(name)?.Name ?? name, Value: row[name])).ToArray();
        return new(200, writer =>
        {
            writer.WriteStartObject();
            SObjectJson.WriteAttributes(writer, version, row.Table.Name, row.Id);
            foreach (var (name, value) in values)
            {
                writer.WritePropertyName(name);
                SObjectJson.WriteValue(writer, value);
            }

            writer.WriteEndObject();
        });
    }

    public ApiReply Update(ApiCall call, string type, string id)
    {
        var error = saving.Update(call, Find(type, id), call.Json());
        return error is null ? new(204) : Refuse(error);
    }

    public ApiReply Create(ApiCall call, string type)
    {
        var table = org.FindTable(type) ?? throw SalesforceException.NotFound();
        return saving.Create(table, call.Json(), out var id) is { } error
            ? Refuse(error)
            : ApiReply.Json(201, new { Id = id, Success = true, Errors = Array.Empty<object>() });
    }

    public ApiReply Deleted(ApiCall call, string type)
    {
        var table = org.FindTable(type) ?? throw SalesforceException.NotFound();
        var (start, end) = (Instant(call, "start"), Instant(call, "end"));
        if (start >= end) throw new SalesforceException(400, "INVALID_REPLICATION_DATE", "endDate must be greater than startDate");
        if (start < org.Now.AddDays(-15))
            throw new SalesforceException(400, "INVALID_REPLICATION_DATE", "startDate before org replication enabled date or outside of replication window");

        var deleted = table.Between(start.ToUnixTimeSeconds(), end.ToUnixTimeSeconds()).Where(row => row.IsDeleted)
            .Select(row => new { row.Id, DeletedDate = SObjectValue.Format(DateTimeOffset.FromUnixTimeSeconds(row.Stamp)) });
        return ApiReply.Json(200, new
        {
            DeletedRecords = deleted.ToArray(),
            EarliestDateAvailable = SObjectValue.Format(org.Now.AddDays(-15)),
            LatestDateCovered = SObjectValue.Format(end < org.Now ? end : org.Now),
        });
    }

    static DateTimeOffset Instant(ApiCall call, string name) =>
        DateTimeOffset.TryParse(call.Parameter(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : throw new SalesforceException(400, "INVALID_REPLICATION_DATE", $"{name} is required");

    static ApiReply Refuse(SaveError error) =>
        ApiReply.Json(400, new[] { new { error.Message, ErrorCode = error.StatusCode, error.Fields } });

    SObjectRow Find(string type, string id)
    {
        var table = org.FindTable(type) ?? throw SalesforceException.NotFound();
        return SalesforceOrg.Find(table, id) ?? throw new SalesforceException(404, "NOT_FOUND", "Provided external ID field does not exist or is not accessible: " + id);
    }
}
