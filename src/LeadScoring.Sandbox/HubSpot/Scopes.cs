namespace LeadScoring.Sandbox.HubSpot;

/// <summary>
/// What a call needs the token to have, after the security sections of the OpenAPI files. Of properties, which many scopes
/// open, the one that is made for them. Category and detail of the refusal are as in
/// github.com/PostHog/posthog/issues/53339; some endpoints name requiredScopes instead (HubSpot/hubspot-api-nodejs/issues/268).
/// </summary>
static class Scopes
{
    public static void Require(HubSpotPortal portal, string method, string[] path)
    {
        if (Of(method, path).FirstOrDefault(portal.Revoked.Contains) is not { } scope) return;
        throw new HubSpotException(403, "MISSING_SCOPES", "This app hasn't been granted all required scopes to make this call.")
        {
            MissingScope = scope,
        };
    }

    public static object[] Detail(string scope) =>
        [new { Message = "One or more of the following scopes are required.", Context = new { RequiredGranularScopes = new[] { scope } } }];

    static string[] Of(string method, string[] path) => (method, path) switch
    {
        (_, ["objects", "contacts", "search" or "batch", .. var rest]) => [rest is ["update"] ? "crm.objects.contacts.write" : "crm.objects.contacts.read"],
        ("GET", ["objects", "contacts", ..]) => ["crm.objects.contacts.read"],
        (_, ["objects", "contacts", ..]) => ["crm.objects.contacts.write"],
        (_, ["objects", "emails", "search"]) or (_, ["objects", "emails", "batch", "read"]) or ("GET", ["objects", "emails", ..]) =>
            ["crm.objects.contacts.read", "sales-email-read"],
        (_, ["objects", _, "search"]) or (_, ["objects", _, "batch", "read"]) or ("GET", ["objects", ..]) => ["crm.objects.contacts.read"],
        ("GET", ["properties", "contacts", ..]) => ["crm.schemas.contacts.read"],
        (_, ["properties", "contacts", ..]) => ["crm.schemas.contacts.write"],
        (_, ["owners", ..]) => ["crm.objects.owners.read"],
        _ => [],
    };
}
