using System.Text.Json;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.HubSpot;

/// <summary>The endpoints that check and setup call.</summary>
sealed partial class HubSpotClient
{
    /// <summary>An update of no record: refused without the right to write, and without effect with it.</summary>
    public Task<CrmReply<ObjectsReply>> UpdateNothingAsync(string type, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(new UpdateRequest([]), HubSpotJson.Default.UpdateRequest);
        return http.SendAsync(
            new(HttpMethod.Post, Objects(type, "batch/update"), "update") { Json = json, IsOptional = true }, HubSpotJson.Default.ObjectsReply, cancellationToken);
    }

    public Task<CrmReply<GroupsReply>> GroupsAsync(string type, CancellationToken cancellationToken) =>
        http.SendAsync(
            new(HttpMethod.Get, Area("properties", $"/{type}/groups"), "describe"), HubSpotAdminJson.Default.GroupsReply, cancellationToken);

    public Task CreateGroupAsync(string type, NewGroup group, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(group, HubSpotAdminJson.Default.NewGroup);
        return http.SendAsync(
            new(HttpMethod.Post, Area("properties", $"/{type}/groups"), "create") { Json = json, Creates = true },
            HubSpotAdminJson.Default.PropertyGroup,
            cancellationToken);
    }

    public Task CreatePropertyAsync(string type, NewProperty property, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(property, HubSpotAdminJson.Default.NewProperty);
        return http.SendAsync(
            new(HttpMethod.Post, Area("properties", $"/{type}"), "create") { Json = json, Creates = true }, HubSpotJson.Default.Property, cancellationToken);
    }
}
