using LeadScoring.Sandbox.Http;

namespace LeadScoring.Sandbox.HubSpot;

/// <summary>Everything behind the token, by canonical path.</summary>
sealed class HubSpotResources(HubSpotPortal portal)
{
    readonly Searches searches = new(portal);
    readonly PortalRecords records = new(portal);
    readonly Batches batches = new(portal);
    readonly PropertyResources properties = new(portal);
    readonly OwnerResources owners = new(portal);
    readonly AssociationResources associations = new(portal);

    public ApiReply Answer(ApiCall call, string[] path) => (call.Method, path) switch
    {
        ("POST", ["objects", var type, "search"]) => searches.Answer(call, Table(type)),
        ("POST", ["objects", var type, "batch", "read"]) => batches.Read(call, Table(type)),
        ("POST", ["objects", var type, "batch", "update"]) => batches.Update(call, Table(type)),
        ("GET", ["objects", var type, var id, "associations", var to]) => associations.OfOne(call, Table(type), id, Table(to)),
        ("GET", ["objects", var type]) => PortalRecords.List(call, Table(type)),
        ("POST", ["objects", var type]) => records.Create(call, Table(type)),
        ("GET", ["objects", var type, var id]) => PortalRecords.Read(call, Table(type), id),
        ("PATCH", ["objects", var type, var id]) => records.Update(call, Table(type), id),
        ("GET", ["properties", var type]) => PropertyResources.List(Table(type)),
        ("POST", ["properties", var type]) => properties.Create(call, Table(type)),
        ("GET", ["properties", _, "groups"]) => properties.Groups(),
        ("POST", ["properties", _, "groups"]) => properties.CreateGroup(call),
        ("GET", ["properties", _, "groups", var name]) => properties.GroupNamed(name),
        ("GET", ["properties", var type, var name]) => PropertyResources.One(Table(type), name),
        ("GET", ["owners"]) => owners.List(call),
        ("GET", ["owners", var id]) => owners.One(call, id),
        ("GET", ["teams"]) => owners.Teams(),
        ("POST", ["associations", var from, var to, "batch", "read"]) => associations.Read(call, Table(from), Table(to)),
        ("GET", ["account-info", "details"]) => Account(),
        ("GET", ["account-info", "api-usage", "daily", "private-apps" or "private-apps.json"]) => Usage(),
        _ => throw HubSpotException.NotFound(),
    };

    PortalTable Table(string type) => portal.FindTable(type)
        ?? throw HubSpotException.Invalid($"Unable to infer object type from: {type}");

    static ApiReply Account() => ApiReply.Json(200, new
    {
        HubSpotPortal.PortalId,
        AccountType = "STANDARD",
        TimeZone = "Europe/Paris",
        CompanyCurrency = "EUR",
        UtcOffset = "+00:00",
        UtcOffsetMilliseconds = 0,
        UiDomain = "app.hubspot.com",
        DataHostingLocation = "eu1",
    });

    ApiReply Usage() => ApiReply.Json(200, new[]
    {
        new
        {
            Name = "private-apps-api-calls-daily",
            UsageLimit = portal.DailyCalls,
            CurrentUsage = portal.Limits.UsedToday,
            CollectedAt = PropertyValue.Format(portal.Now.ToUnixTimeMilliseconds()),
        },
    });
}
