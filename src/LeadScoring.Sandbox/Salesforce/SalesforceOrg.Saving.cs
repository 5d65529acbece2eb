namespace LeadScoring.Sandbox.Salesforce;

/// <summary>How a record is saved: checks, stamps, history. The caller holds the gate.</summary>
public sealed partial class SalesforceOrg
{
    internal SaveError? Insert(SObjectTable table, IReadOnlyDictionary<string, object?> values, DateTimeOffset at, string by, out SObjectRow? row)
    {
        row = null;
        var stored = new object?[table.Width];
        foreach (var field in table.Fields.Where(field => field.Type == SObjectFieldType.Boolean)) stored[table.SlotOf(field.Name)] = false;
        foreach (var (name, value) in Defaults(table).Concat(values.Where(pair => pair.Value is not null)))
        {
            if (table.Field(name) is not { } field) return NoSuchColumn(name, table);
            if (SObjectValue.Coerce(field, value, out stored[table.SlotOf(name)]) is { } error) return error;
        }

        var missing = table.Fields.Where(field => !field.IsNillable && field.IsUpdateable && stored[table.SlotOf(field.Name)] is null)
            .Select(field => field.Name).ToArray();
        if (missing.Length > 0) return new("REQUIRED_FIELD_MISSING", $"Required fields are missing: [{string.Join(", ", missing)}]", missing);

        var id = table.NextId();
        Sign(table, stored, id, at, by);
        row = table.Insert(id, stored, at);
        Derive(row, at);
        if (table.Tracked.Count > 0) AddHistory(row, "created", null, null, at, by);
        return null;
    }

    internal SaveError? Update(SObjectRow row, IReadOnlyDictionary<string, object?> values, DateTimeOffset at, string by)
    {
        if (Check(row, values, out var stored) is { } error) return error;

        foreach (var (field, value) in stored)
        {
            var before = row[field.Name];
            row[field.Name] = value;
            if (!Equals(before, value) && row.Table.Tracked.Contains(field.Name)) AddHistories(row, field.Name, before, value, at, by);
        }

        // A save that changes nothing moves the stamps all the same. [unverified for the API; seen with re-saves]
        Derive(row, at);
        row["LastModifiedDate"] = at;
        row["LastModifiedById"] = by;
        row.Table.Stamp(row, at);
        return null;
    }

    /// <summary>The values as they would be stored, or why they may not be.</summary>
    internal static SaveError? Check(SObjectRow row, IReadOnlyDictionary<string, object?> values, out List<(SObjectField Field, object? Value)> stored)
    {
        stored = [];
        if (row.IsDeleted) return new("ENTITY_IS_DELETED", "entity is deleted");
        // Knowledge article 000384333.
        if (row["IsConverted"] is true) return new("CANNOT_UPDATE_CONVERTED_LEAD", "cannot reference converted lead");

        foreach (var (name, value) in values)
        {
            if (row.Table.Field(name) is not { } field) return NoSuchColumn(name, row.Table);
            if (SObjectValue.Coerce(field, value, out var coerced) is { } error) return error;
            stored.Add((field, coerced));
        }

        return null;
    }

    internal static SaveError NoSuchColumn(string name, SObjectTable table) =>
        new("INVALID_FIELD", $"No such column '{name}' on sobject of type {table.Name}");

    IEnumerable<KeyValuePair<string, object?>> Defaults(SObjectTable table)
    {
        if (table.Name is "Lead") yield return new("Status", SalesforceSchema.LeadStatuses[0]);
        if (table.Name is "Lead" or "Contact" or "Task" or "Event") yield return new("OwnerId", ApiUserId);
    }

    static void Sign(SObjectTable table, object?[] stored, string id, DateTimeOffset at, string by)
    {
        void Put(string field, object value)
        {
            if (table.SlotOf(field) is >= 0 and var slot) stored[slot] = value;
        }

        Put("Id", id);
        Put("CreatedDate", at);
        Put("LastModifiedDate", at);
        Put("SystemModstamp", at);
        Put("CreatedById", by);
        Put("LastModifiedById", by);
    }

    // What the platform works out from other values. Task is closed by its status, of which one is called Completed in a new
    // org; CampaignMember keeps the day of the first response (object references Task, CampaignMember).
    static void Derive(SObjectRow row, DateTimeOffset at)
    {
        switch (row.Table.Name)
        {
            case "Lead" or "Contact":
                row["Name"] = $"{row["FirstName"]} {row["LastName"]}".Trim();
                break;
            case "Task":
                row["IsClosed"] = row["Status"] is "Completed";
                row["CompletedDateTime"] = row["IsClosed"] is true ? row["CompletedDateTime"] ?? at : null;
                break;
            case "CampaignMember" when row["HasResponded"] is true:
                row["FirstRespondedDate"] ??= DateOnly.FromDateTime(at.UtcDateTime);
                break;
            default:
                break;
        }
    }

    // A change of owner appears as "Owner", once with ids and once with names. [unverified]
    void AddHistories(SObjectRow row, string fieldName, object? before, object? after, DateTimeOffset at, string by)
    {
        if (fieldName != "OwnerId")
        {
            AddHistory(row, fieldName, before, after, at, by);
            return;
        }

        AddHistory(row, "Owner", before, after, at, by);
        AddHistory(row, "Owner", NameOf(before), NameOf(after), at, by);
    }

    string? NameOf(object? id) => id is string text
        ? new[] { "User", "Group" }.Select(type => Find(Table(type), text)).FirstOrDefault(row => row is not null)?["Name"]?.ToString()
        : null;

    // The object reference of LeadHistory: values as text, no SystemModstamp. The row "created" is [unverified].
    void AddHistory(SObjectRow row, string fieldName, object? before, object? after, DateTimeOffset at, string by)
    {
        if (FindTable(row.Table.Name + "History") is not { ParentField: { } parent } history) return;

        var field = row.Table.Field(fieldName);
        var values = new object?[history.Width];
        var id = history.NextId();
        Sign(history, values, id, at, by);
        values[history.SlotOf("IsDeleted")] = false;
        values[history.SlotOf(parent)] = row.Id;
        values[history.SlotOf("Field")] = field?.Name ?? fieldName;
        values[history.SlotOf("DataType")] = field?.Type switch
        {
            SObjectFieldType.Picklist => "DynamicEnum",
            SObjectFieldType.Reference => "EntityId",
            null => "Text",
            _ => field.Type.ToString(),
        };
        values[history.SlotOf("OldValue")] = before is null ? null : SObjectValue.Format(before);
        values[history.SlotOf("NewValue")] = after is null ? null : SObjectValue.Format(after);
        history.Insert(id, values, at);
    }
}
