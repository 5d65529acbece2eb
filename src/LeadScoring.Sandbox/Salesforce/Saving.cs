using System.Text.Json;
using LeadScoring.Sandbox.Http;

namespace LeadScoring.Sandbox.Salesforce;

/// <summary>One record saved through the API: what a person may not do here either, plus read-only fields and assignment rules.</summary>
sealed class Saving(SalesforceOrg org)
{
    public SaveError? Update(ApiCall call, SObjectRow row, JsonElement record)
    {
        var values = RecordJson.Values(record, row.Table);
        if (ReadOnly(row.Table, values) is { } error) return error;

        // Page "Assignment Rule Header": the active rule runs unless the caller says FALSE.
        if (row.Table.Name == "Lead" && org.AssignmentQueueId is { } queue
            && !call.Headers["Sforce-Auto-Assign"].ToString().Equals("FALSE", StringComparison.OrdinalIgnoreCase))
            values["OwnerId"] = queue;
        return org.Update(row, values, org.Now, org.ApiUserId);
    }

    public SaveError? Create(SObjectTable table, JsonElement record, out string? id)
    {
        id = null;
        var values = RecordJson.Values(record, table);
        if (ReadOnly(table, values) is { } locked) return locked;

        var error = org.Insert(table, values, org.Now, org.ApiUserId, out var row);
        id = row?.Id;
        return error;
    }

    static SaveError? ReadOnly(SObjectTable table, Dictionary<string, object?> values)
    {
        if (values.Keys.FirstOrDefault(name => table.Field(name) is null) is { } unknown) return SalesforceOrg.NoSuchColumn(unknown, table);
        var locked = values.Keys.Where(name => table.Field(name) is { IsUpdateable: false }).ToArray();
        return locked.Length == 0 ? null : new("INVALID_FIELD_FOR_INSERT_UPDATE",
            $"Unable to create/update fields: {string.Join(", ", locked)}. "
            + "Please check the security settings of this field and verify that it is read/write for your profile or permission set.",
            locked);
    }
}
