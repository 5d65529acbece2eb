namespace LeadScoring.Sandbox.Salesforce;

/// <summary>What the request log calls each resource.</summary>
static class SalesforceKinds
{
    public static string Of(string method, string[] path) => (method, path) switch
    {
        (_, ["tooling", "sobjects", ..]) => "tooling",
        (_, ["tooling", .. var rest]) => Of(method, rest),
        (_, ["query" or "queryAll"]) => "query",
        (_, ["query" or "queryAll", _]) => "query-more",
        (_, ["sobjects"]) => "sobjects",
        (_, []) => "versions",
        (_, ["sobjects", _, "describe", ..]) => "describe",
        (_, ["sobjects", _, "deleted"]) => "deleted",
        ("GET", ["sobjects", _, _]) => "read",
        ("PATCH", ["sobjects", _, _]) => "update",
        ("POST", ["sobjects", _]) => "create",
        ("PATCH", ["composite", "sobjects"]) => "collections-update",
        ("POST", ["composite", "sobjects"]) => "collections-create",
        ("POST", ["composite"]) => "composite",
        (_, ["limits"]) => "limits",
        (_, ["actions", ..]) => "action",
        _ => "unknown",
    };
}
