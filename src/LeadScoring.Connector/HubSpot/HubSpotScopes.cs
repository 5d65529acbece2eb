using System.Text.Json;
using System.Text.RegularExpressions;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.HubSpot;

/// <summary>
/// Which scopes a refusal with 403 asks for: errors[].context.requiredGranularScopes names them; requiredScopes, which some
/// endpoints have instead, names those of old, and not always the right ones (github.com/HubSpot/hubspot-api-nodejs/issues/268).
/// </summary>
static partial class HubSpotScopes
{
    const string All = "Give the token the scopes crm.objects.contacts.read and .write, crm.schemas.contacts.read and crm.objects.owners.read, "
        + "for setup crm.schemas.contacts.write too.";

    /// <param name="errors">As the refusal has them; every member is optional.</param>
    public static string Remedy(JsonElement? errors) => (Named(errors, "requiredGranularScopes"), Named(errors, "requiredScopes")) switch
    {
        ([var scope], _) => $"Give the token the scope {scope}.",
        ({ Length: > 1 } scopes, _) => $"Give the token the scopes that it lacks of these: {string.Join(", ", scopes)}.",
        (_, { Length: > 0 } old) => $"HubSpot names the scope {string.Join(", ", old)}. {All}",
        _ => All,
    };

    static string[] Named(JsonElement? errors, string member) => errors is { ValueKind: JsonValueKind.Array } list
        ?
        [
            .. list.EnumerateArray()
                .SelectMany(error => Member(error, "context") is { } context && Member(context, member) is { ValueKind: JsonValueKind.Array } scopes
                    ? scopes.EnumerateArray().ToArray()
                    : [])
                .Where(scope => scope.ValueKind == JsonValueKind.String)
                .Select(scope => scope.GetString() ?? "")
                .Where(scope => Name().IsMatch(scope))
                .Distinct(StringComparer.Ordinal),
        ]
        : [];

    static JsonElement? Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : null;

    [GeneratedRegex(@"^[a-z0-9._-]{1,100}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
