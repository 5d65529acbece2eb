using System.Text.Json;
using LeadScoring.Sandbox.Http;

namespace LeadScoring.Sandbox.Salesforce;

/// <summary>
/// Permission sets (object references PermissionSet, FieldPermissions, PermissionSetAssignment). A field the API user cannot
/// see comes into its sight with a field permission in a set that it is assigned to. Repetitions are refused. [codes unverified]
/// </summary>
sealed class Permissions(SalesforceOrg org, Records records)
{
    static readonly Dictionary<string, string[]> keys = new(StringComparer.Ordinal)
    {
        ["PermissionSet"] = ["Name"],
        ["FieldPermissions"] = ["ParentId", "Field"],
        ["PermissionSetAssignment"] = ["PermissionSetId", "AssigneeId"],
    };

    public ApiReply Create(ApiCall call, string type)
    {
        var table = org.FindTable(type) ?? throw SalesforceException.NotFound();
        var values = RecordJson.Values(call.Json(), table);
        if (Rows(type).FirstOrDefault(row => keys[type].All(key => Equals(row[key], values.GetValueOrDefault(key)))) is { } twin)
        {
            throw type == "PermissionSet"
                ? new SalesforceException(400, "DUPLICATE_DEVELOPER_NAME", "The name you entered is already used.")
                : new SalesforceException(400, "DUPLICATE_VALUE", $"duplicate value found: duplicates value on record with id: {twin.Id}");
        }

        if (type == "FieldPermissions" && !IsDefined(values.GetValueOrDefault("Field") as string))
            throw new SalesforceException(400, "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", $"Field Name: bad value for restricted picklist field: {values.GetValueOrDefault("Field")}");

        var reply = records.Create(call, type);
        Apply((type, field, isUpdateable) => org.FindTable(type)?.Show(field, isUpdateable));
        return reply;
    }

    /// <summary>A permission that was changed by a collections update holds at once.</summary>
    public ApiReply Changed(ApiCall call, ApiReply reply)
    {
        if (call.Json().GetProperty("records").EnumerateArray().Any(IsPermission))
            Apply((type, field, isUpdateable) => org.ShowField(type, field, isUpdateable));
        return reply;
    }

    static bool IsPermission(JsonElement record) =>
        record.TryGetProperty("attributes", out var attributes) && attributes.TryGetProperty("type", out var type) && type.GetString() == "FieldPermissions";

    void Apply(Action<string, string, bool> show)
    {
        var assigned = Rows("PermissionSetAssignment").Where(row => Equals(row["AssigneeId"], org.ApiUserId)).Select(row => row["PermissionSetId"]).ToHashSet();
        foreach (var permission in Rows("FieldPermissions").Where(row => row["PermissionsRead"] is true && assigned.Contains(row["ParentId"])))
        {
            if ((permission["Field"] as string)?.Split('.') is [var type, var field])
                show(type, field, permission["PermissionsEdit"] is true);
        }
    }

    bool IsDefined(string? field) => field?.Split('.') is [var type, var name] && org.FindTable(type) is { } table
        && table.Fields.Concat(table.Hidden).Any(known => known.Name == name);

    SObjectRow[] Rows(string type) => [.. org.FindTable(type)?.Between(0, long.MaxValue) ?? []];
}
