using System.Globalization;

namespace LeadScoring.Sandbox.HubSpot;

/// <summary>How a record is saved: checks, stamps, history, index. The caller holds the gate.</summary>
public sealed partial class HubSpotPortal
{
    internal static List<PropertyError> Check(
        PortalTable table, IReadOnlyDictionary<string, string?> properties, bool byPerson, out List<(int Slot, string? Value)> stored)
    {
        stored = [];
        var errors = new List<PropertyError>();
        foreach (var (name, value) in properties)
        {
            if (table.Property(name) is not { } property)
                errors.Add(new(name, "PROPERTY_DOESNT_EXIST", $"Property \"{name}\" does not exist"));
            else if (property.IsReadOnly && !byPerson)
                errors.Add(new(name, "READ_ONLY_VALUE", $"\"{name}\" is a read only property; its value cannot be set."));
            else if (PropertyValue.Check(property, value, out var kept) is { } error)
                errors.Add(error);
            else
                stored.Add((table.SlotOf(name), kept));
        }

        return errors;
    }

    internal PortalRecord Insert(PortalTable table, List<(int Slot, string? Value)> stored, DateTimeOffset at, string source, long? chosenId = null)
    {
        var values = new string?[table.Width];
        foreach (var (slot, value) in stored) values[slot] = value;
        var stamp = at.ToUnixTimeMilliseconds();
        var id = chosenId ?? lastId + 1;
        lastId = Math.Max(lastId, id);
        Sign(table, values, id, stamp, stamp);
        var record = new PortalRecord(new(id, stamp, stamp, values)) { CreatedBy = source };
        table.Records.Add(id, record);
        table.Index.Put(id, record.Version, Now);
        TellCreation(table, record);
        return record;
    }

    // A value written again unchanged adds no history but moves the stamp. [unverified]
    internal void Save(
        PortalTable table, PortalRecord record, List<(int Slot, string? Value)> stored, DateTimeOffset at, string source, string? sourceId, int? userId)
    {
        var stamp = at.ToUnixTimeMilliseconds();
        var values = new string?[table.Width];
        record.Version.Values.CopyTo(values, 0);
        foreach (var (slot, value) in stored)
        {
            if (values[slot] == value) continue;
            var version = new PropertyVersion(value, stamp, source, sourceId, userId);
            record.Remember(slot, values[slot], version);
            values[slot] = value;
            TellChange(table, record, slot, version);
        }

        Sign(table, values, record.Version.Id, record.Version.Created, stamp);
        record.Version = record.Version with { Modified = stamp, Values = values };
        table.Index.Put(record.Version.Id, record.Version, Now);
    }

    static void Sign(PortalTable table, string?[] values, long id, long created, long modified)
    {
        values[table.SlotOf("hs_object_id")] = id.ToString(CultureInfo.InvariantCulture);
        values[table.SlotOf("createdate") is >= 0 and var slot ? slot : table.SlotOf("hs_createdate")] = PropertyValue.Format(created);
        values[table.SlotOf(table.ModifiedProperty)] = PropertyValue.Format(modified);
        values[table.SlotOf("hs_lastmodifieddate")] = PropertyValue.Format(modified);
    }
}
