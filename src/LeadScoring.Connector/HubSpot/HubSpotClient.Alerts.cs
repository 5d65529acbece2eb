using System.Text.Json;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.HubSpot;

/// <summary>The endpoints that tell people something.</summary>
sealed partial class HubSpotClient
{
    /// <summary>Makes a task or note, associated with a contact in the same call.</summary>
    public Task<CrmReply<HubSpotObject>> CreateAsync(string type, NewActivity activity, CancellationToken cancellationToken) => http.SendAsync(
        new(HttpMethod.Post, IsDated ? address.Of($"crm/objects/{version}/{type}") : address.Of($"crm/{version}/objects/{type}"), "alert")
        {
            Json = JsonSerializer.SerializeToUtf8Bytes(activity, HubSpotAlertJson.Default.NewActivity),
            Writes = true,
            Creates = true,
        },
        HubSpotJson.Default.HubSpotObject,
        cancellationToken);

    /// <summary>The ids of the tasks or notes of a contact, at most 500 at a time.</summary>
    public Task<CrmReply<AssociatedReply>> AssociatedAsync(string contact, string type, string? after, CancellationToken cancellationToken)
    {
        var page = after is null ? "" : $"&after={Uri.EscapeDataString(after)}";
        return http.SendAsync(
            new(HttpMethod.Get, Objects("contacts", $"{Uri.EscapeDataString(contact)}/associations/{type}?limit=500{page}"), "look-up"),
            HubSpotAlertJson.Default.AssociatedReply,
            cancellationToken);
    }
}
