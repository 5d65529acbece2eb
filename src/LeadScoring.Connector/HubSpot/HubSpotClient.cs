using System.Text.Json;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.HubSpot;

/// <summary>The endpoints of the CRM API that the connector calls, one method each.</summary>
sealed partial class HubSpotClient(CrmHttp http, CrmAddress address, string version)
{
    /// <summary>The kind of call that has a limit of its own.</summary>
    public const string Search = "search";

    public Task<CrmReply<ObjectsReply>> SearchAsync(string type, ReadOnlyMemory<byte> request, CancellationToken cancellationToken) =>
        http.SendAsync(
            new(HttpMethod.Post, Objects(type, "search"), Search) { Json = request },
            HubSpotJson.Default.ObjectsReply,
            cancellationToken);

    /// <summary>100 records, or 50 with history.</summary>
    public Task<CrmReply<ObjectsReply>> ReadAsync(
        string type, ReadRequest request, CancellationToken cancellationToken, string kind = "read")
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(request, HubSpotJson.Default.ReadRequest);
        return http.SendAsync(
            new(HttpMethod.Post, Objects(type, "batch/read"), kind) { Json = json },
            HubSpotJson.Default.ObjectsReply,
            cancellationToken);
    }

    /// <summary>The records of one object that those of another are associated with, for 1,000 of them.</summary>
    public Task<CrmReply<AssociationsReply>> AssociationsAsync(
        string from, string to, AssociationsRequest request, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(request, HubSpotJson.Default.AssociationsRequest);
        return http.SendAsync(
            new(HttpMethod.Post, Area("associations", $"/{from}/{to}/batch/read"), "associations") { Json = json },
            HubSpotJson.Default.AssociationsReply,
            cancellationToken);
    }

    /// <summary>100 records.</summary>
    public Task<CrmReply<ObjectsReply>> UpdateAsync(string type, UpdateRequest request, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(request, HubSpotJson.Default.UpdateRequest);
        return http.SendAsync(
            new(HttpMethod.Post, Objects(type, "batch/update"), "update") { Json = json, Writes = true },
            HubSpotJson.Default.ObjectsReply,
            cancellationToken);
    }

    public Task<CrmReply<PropertiesReply>> PropertiesAsync(string type, CancellationToken cancellationToken) =>
        http.SendAsync(
            new(HttpMethod.Get, Area("properties", $"/{type}"), "describe"), HubSpotJson.Default.PropertiesReply, cancellationToken);

    public Task<CrmReply<OwnersReply>> OwnersAsync(bool archived, string? after, CancellationToken cancellationToken)
    {
        var page = after is null ? "" : $"&after={Uri.EscapeDataString(after)}";
        var query = $"?limit=100&archived={(archived ? "true" : "false")}{page}";
        return http.SendAsync(
            new(HttpMethod.Get, Area("owners", query), "owners"), HubSpotJson.Default.OwnersReply, cancellationToken);
    }

    /// <summary>The properties of contacts: what every pass asks anyway and, unlike a search, is answered with the limits in its headers.</summary>
    public Task LookAsync(CancellationToken cancellationToken) =>
        http.SendAsync(
            new(HttpMethod.Get, Area("properties", "/contacts"), CrmCall.Look), HubSpotJson.Default.PropertiesReply, cancellationToken);

    /// <summary>
    /// Whose account the token is for (guide "Account information API", which knows no dated version after 2026-03). Needs no
    /// scope of its own.
    /// </summary>
    public Task<CrmReply<AccountReply>> AccountAsync(CancellationToken cancellationToken) =>
        http.SendAsync(
            new(HttpMethod.Get, address.Of($"account-info/{(IsDated ? "2026-03" : "v3")}/details"), "account") { IsOptional = true },
            HubSpotJson.Default.AccountReply,
            cancellationToken);

    Uri Objects(string type, string verb) => IsDated
        ? address.Of($"crm/objects/{version}/{type}/{verb}")
        : address.Of($"crm/{version}/objects/{type}/{verb}");

    Uri Area(string name, string rest) => address.Of(IsDated ? $"crm/{name}/{version}{rest}" : $"crm/{version}/{name}{rest}");

    /// <summary>2026-09 stands behind the area in a path, v3 before it.</summary>
    bool IsDated => char.IsAsciiDigit(version[0]);
}
