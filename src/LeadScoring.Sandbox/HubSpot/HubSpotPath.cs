namespace LeadScoring.Sandbox.HubSpot;

/// <summary>The same resource under its dated path and its older one, without the version.</summary>
static class HubSpotPath
{
    /// <summary>Such as ["objects", "contacts", "search"]; null where no such path or version exists.</summary>
    public static string[]? Canonical(string[] path) => path switch
    {
        ["crm", "v3", "objects" or "properties" or "owners", ..] => path[2..],
        ["crm", "v3", "associations", ..] => path[2..],
        ["crm", "v4", "associations", ..] => path[2..],
        ["crm", "v4", "objects", _, _, "associations", _] => path[2..],
        ["crm", "objects" or "properties" or "owners" or "associations", "2026-03" or "2026-09", .. var rest] => [path[1], .. rest],
        ["settings", "v3", "users", "teams"] or ["settings", "teams", "2026-09-beta"] => ["teams"],
        ["account-info", "v3" or "2026-03" or "2026-09", .. var rest] => ["account-info", .. rest],
        ["oauth", "v1" or "v3" or "2026-03" or "2026-09", "token"] => ["token"],
        _ => null,
    };
}
