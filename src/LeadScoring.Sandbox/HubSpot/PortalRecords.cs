using System.Globalization;
using System.Text.Json;
using LeadScoring.Sandbox.Http;

namespace LeadScoring.Sandbox.HubSpot;

/// <summary>Records one at a time, and the list of all.</summary>
sealed class PortalRecords(HubSpotPortal portal)
{
    const int MostListed = 100;
    const int MostListedWithHistory = 50;

    public static ApiReply List(ApiCall call, PortalTable table)
    {
        var shape = Shape(call, table);
        var limit = int.TryParse(call.Parameter("limit") ?? "10", NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var most = shape.HasHistory ? MostListedWithHistory : MostListed;
        if (limit < 1 || limit > most) throw HubSpotException.Invalid($"limit must be between 1 and {most}");

        var after = Bodies.Id(call.Parameter("after")) ?? 0;
        var isArchived = call.Parameter("archived") == "true";
        var found = table.Records.Values.Where(record => record.Version.Id > after && record.IsArchived == isArchived).OrderBy(record => record.Version.Id).Take(limit + 1).ToArray();
        var shown = found.Take(limit).Select(shape.Show).ToArray();
        return new(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("results");
            foreach (var record in shown) shape.Write(writer, record);
            writer.WriteEndArray();
            if (found.Length > limit)
            {
                writer.WritePropertyName("paging");
                JsonSerializer.Serialize(writer, new { Next = new { After = shown[^1].Version.Id.ToString(CultureInfo.InvariantCulture) } }, Wire.Options);
            }

            writer.WriteEndObject();
        });
    }

    public static ApiReply Read(ApiCall call, PortalTable table, string id)
    {
        var shape = Shape(call, table);
        var shown = shape.Show(Find(table, id, call.Parameter("idProperty")));
        return new(200, writer => shape.Write(writer, shown));
    }

    public ApiReply Update(ApiCall call, PortalTable table, string id)
    {
        var record = Find(table, id, call.Parameter("idProperty"));
        var errors = HubSpotPortal.Check(table, Bodies.Properties(call.Json()), byPerson: false, out var stored);
        if (errors.Count > 0) throw HubSpotException.Properties(errors);

        portal.Save(table, record, stored, portal.Now, Api.SourceType, Api.SourceId, userId: null);
        return Whole(200, table, record);
    }

    public ApiReply Create(ApiCall call, PortalTable table)
    {
        var body = call.Json();
        var properties = Bodies.Properties(body);
        var errors = HubSpotPortal.Check(table, properties, byPerson: false, out var stored);
        if (errors.Count > 0) throw HubSpotException.Properties(errors);
        if (table.Property("hs_timestamp") is not null && !properties.ContainsKey("hs_timestamp"))
            throw HubSpotException.Invalid("Error creating " + table.Name + ". Some required properties were not set.");
        if (properties.GetValueOrDefault("email") is { } email && table.Name == "contacts" && ByEmail(table, email) is { } existing)
            throw new HubSpotException(409, "CONFLICT", $"Contact already exists. Existing ID: {existing.Version.Id}");

        var record = portal.Insert(table, stored, portal.Now, Api.SourceType);
        if (body.TryGetProperty("associations", out var associations)) Associate(table, record, associations);
        return Whole(201, table, record);
    }

    public static PortalRecord? ByEmail(PortalTable table, string email)
    {
        var slot = table.SlotOf("email");
        return table.Records.Values.FirstOrDefault(record => !record.IsArchived && email.Equals(record.Version[slot], StringComparison.OrdinalIgnoreCase));
    }

    void Associate(PortalTable table, PortalRecord record, JsonElement associations)
    {
        foreach (var association in associations.EnumerateArray())
        {
            // The type ids of engagements to contacts: 204 tasks, 202 notes, 194 calls, 198 emails, 200 meetings, 81 communications.
            if (Bodies.Id(association.GetProperty("to").String("id")) is { } to) portal.Associations.Add(table.Name, record.Version.Id, "contacts", to);
        }
    }

    static ApiReply Whole(int status, PortalTable table, PortalRecord record)
    {
        var shape = RecordShape.Whole(table, record.Version);
        var shown = shape.Show(record);
        return new(status, writer => shape.Write(writer, shown));
    }

    static PortalRecord Find(PortalTable table, string id, string? idProperty)
    {
        var record = idProperty == "email" ? ByEmail(table, id) : Bodies.Id(id) is { } number ? table.Find(number) : null;
        return record ?? throw HubSpotException.NotFound();
    }

    static RecordShape Shape(ApiCall call, PortalTable table) =>
        new(table, Names(call, "properties"), Names(call, "propertiesWithHistory"));

    // Both ?properties=a,b and ?properties=a&properties=b.
    static string[] Names(ApiCall call, string parameter) =>
        [.. call.Query.GetValueOrDefault(parameter).SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
}

/// <summary>How the history names changes made with the sandbox's token.</summary>
static class Api
{
    public const string SourceType = "INTEGRATION";

    public const string SourceId = "1234567";
}
