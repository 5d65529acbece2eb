using System.Globalization;
using System.Text.Json;

namespace LeadScoring.Sandbox.HubSpot;

/// <summary>Which properties of a record an answer shows. Names that do not exist are left out without an error. [unverified]</summary>
sealed class RecordShape
{
    static readonly string[] Always = ["createdate", "hs_createdate", "hs_object_id"];
    readonly (string Name, int Slot)[] properties;
    readonly (string Name, int Slot)[] histories;

    public RecordShape(PortalTable table, IEnumerable<string> properties, IEnumerable<string>? histories = null)
    {
        this.properties = Slots(table, properties.Concat(Always).Append(table.ModifiedProperty));
        this.histories = Slots(table, histories ?? []);
    }

    public bool HasHistory => histories.Length > 0;

    /// <summary>Every property that has a value, as an update answers.</summary>
    public static RecordShape Whole(PortalTable table, PortalVersion version) =>
        new(table, table.Properties.Select(property => property.Name).Where(name => version[table.SlotOf(name)] is not null));

    public ShownRecord Show(PortalRecord record) => new(this, record.Version,
        [.. histories.Select(property => record.History(property.Slot).ToArray())]);

    public ShownRecord Show(PortalVersion version) => new(this, version, []);

    public void Write(Utf8JsonWriter writer, ShownRecord shown, string? traceId = null)
    {
        writer.WriteStartObject();
        writer.WriteString("id", shown.Version.Id.ToString(CultureInfo.InvariantCulture));
        writer.WriteStartObject("properties");
        foreach (var (name, slot) in properties) writer.WriteString(name, shown.Version[slot]);
        writer.WriteEndObject();
        if (shown.Histories.Length > 0) WriteHistories(writer, shown);
        writer.WriteString("createdAt", PropertyValue.Format(shown.Version.Created));
        writer.WriteString("updatedAt", PropertyValue.Format(shown.Version.Modified));
        writer.WriteBoolean("archived", false);
        if (traceId is not null) writer.WriteString("objectWriteTraceId", traceId);
        writer.WriteEndObject();
    }

    void WriteHistories(Utf8JsonWriter writer, ShownRecord shown)
    {
        writer.WriteStartObject("propertiesWithHistory");
        for (var place = 0; place < histories.Length; place++)
        {
            writer.WriteStartArray(histories[place].Name);
            foreach (var version in shown.Histories[place]) Write(writer, version);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    static void Write(Utf8JsonWriter writer, PropertyVersion version)
    {
        writer.WriteStartObject();
        writer.WriteString("value", version.Value ?? "");
        writer.WriteString("timestamp", PropertyValue.Format(version.At));
        writer.WriteString("sourceType", version.SourceType);
        if (version.SourceId is not null) writer.WriteString("sourceId", version.SourceId);
        if (version.UserId is { } user) writer.WriteNumber("updatedByUserId", user);
        writer.WriteEndObject();
    }

    static (string Name, int Slot)[] Slots(PortalTable table, IEnumerable<string> names) =>
        [.. names.Where(name => name.Length > 0).Distinct().Select(name => (name, table.SlotOf(name))).Where(property => property.Item2 >= 0)];
}

/// <summary>A record copied for an answer.</summary>
sealed record ShownRecord(RecordShape Shape, PortalVersion Version, PropertyVersion[][] Histories);
