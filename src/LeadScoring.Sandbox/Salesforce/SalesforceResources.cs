using LeadScoring.Sandbox.Http;

namespace LeadScoring.Sandbox.Salesforce;

/// <summary>Everything below /services/data/vNN.0, by path. Composite requests come through here too.</summary>
sealed class SalesforceResources
{
    readonly SalesforceOrg org;
    readonly Queries queries;
    readonly Describes describes;
    readonly Records records;
    readonly Collections collections;
    readonly Composites composites;
    readonly Tooling tooling;
    readonly Permissions permissions;
    readonly Actions actions;

    public SalesforceResources(SalesforceOrg org)
    {
        this.org = org;
        queries = new(org);
        describes = new(org);
        records = new(org);
        collections = new(org);
        composites = new(this);
        tooling = new(org);
        permissions = new(org, records);
        actions = new(org);
    }

    public ApiReply Answer(ApiCall call, string version, string[] path) => (call.Method, path) switch
    {
        ("GET", []) => describes.Root(call, version),
        ("GET", ["query"]) => queries.Run(call, version, withDeleted: false),
        ("GET", ["queryAll"]) => queries.Run(call, version, withDeleted: true),
        ("GET", ["tooling", "query"]) => queries.Run(call, version, withDeleted: false),
        ("GET", ["query" or "queryAll", var locator]) => queries.More(version, locator),
        ("GET", ["tooling", "query", var locator]) => queries.More(version, locator),
        ("GET", ["sobjects"]) => describes.Global(version),
        ("GET", ["sobjects", var type, "describe"]) => describes.One(version, type),
        ("GET", ["sobjects", var type, "describe", "layouts"]) => describes.Layouts(type),
        ("GET", ["sobjects", var type, "deleted"]) => records.Deleted(call, type),
        ("GET", ["sobjects", var type, var id]) => records.Read(call, version, type, id),
        ("PATCH", ["sobjects", var type, var id]) => records.Update(call, type, id),
        ("POST", ["tooling", "sobjects", "CustomField"]) => tooling.AddField(call),
        ("POST", ["tooling", "sobjects", "CustomNotificationType"]) => tooling.AddNotificationType(call),
        ("POST", ["sobjects", "PermissionSet" or "FieldPermissions" or "PermissionSetAssignment"]) => permissions.Create(call, path[1]),
        ("POST", ["sobjects", var type]) => records.Create(call, type),
        ("PATCH", ["composite", "sobjects"]) => permissions.Changed(call, collections.Update(call)),
        ("POST", ["composite", "sobjects"]) => collections.Create(call),
        ("POST", ["composite"]) => composites.Answer(call, version),
        ("GET", ["limits"]) => Limits(),
        ("POST", ["actions", "standard", "emailSimple" or "customNotificationAction"]) => actions.Answer(call),
        ("GET" or "POST" or "PATCH", _) => throw SalesforceException.NotFound(),
        _ => throw new SalesforceException(405, "METHOD_NOT_ALLOWED", $"HTTP Method '{call.Method}' not allowed. Allowed are GET, POST, PATCH"),
    };

    ApiReply Limits() => ApiReply.Json(200, new Dictionary<string, object>
    {
        ["DailyApiRequests"] = new Dictionary<string, int> { ["Max"] = org.DailyCalls, ["Remaining"] = Math.Max(0, org.DailyCalls - org.Allocation.Used) },
    });
}
