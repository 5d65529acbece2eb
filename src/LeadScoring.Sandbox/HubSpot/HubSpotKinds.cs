namespace LeadScoring.Sandbox.HubSpot;

/// <summary>What the request log calls each resource.</summary>
static class HubSpotKinds
{
    public static string Of(string method, string[] path) => (method, path) switch
    {
        (_, ["token"]) => "token",
        (_, ["objects", _, "search"]) => "search",
        (_, ["objects", _, "batch", var verb]) => "batch-" + verb,
        (_, ["objects", _, _, "associations", _]) => "associations",
        ("GET", ["objects", _]) => "list",
        ("POST", ["objects", _]) => "create",
        ("GET", ["objects", _, _]) => "read",
        ("PATCH", ["objects", _, _]) => "update",
        (_, ["properties", ..]) => "properties",
        (_, ["owners", ..]) => "owners",
        (_, ["teams"]) => "teams",
        (_, ["associations", ..]) => "associations",
        (_, ["account-info", ..]) => "account-info",
        _ => "unknown",
    };
}
