using System.Globalization;
using LeadScoring.Sandbox.Http;

namespace LeadScoring.Sandbox.HubSpot;

/// <summary>Owners and teams. An archived owner has no userId any more, but userIdIncludingInactive.</summary>
sealed class OwnerResources(HubSpotPortal portal)
{
    public ApiReply List(ApiCall call)
    {
        var limit = int.TryParse(call.Parameter("limit") ?? "100", NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        if (limit is < 1 or > 500) throw HubSpotException.Invalid("limit must be between 1 and 500");
        var after = Bodies.Id(call.Parameter("after")) ?? 0;
        var found = portal.Owners.Where(owner => owner.IsArchived == (call.Parameter("archived") == "true"))
            .Where(owner => call.Parameter("email") is not { } email || owner.Email.Equals(email, StringComparison.OrdinalIgnoreCase))
            .Where(owner => Bodies.Id(owner.Id) > after).Take(limit + 1).ToArray();
        var results = found.Take(limit).Select(Shown).ToArray();
        return found.Length > limit
            ? ApiReply.Json(200, new { Results = results, Paging = new { Next = new { After = found[limit - 1].Id } } })
            : ApiReply.Json(200, new { Results = results });
    }

    public ApiReply One(ApiCall call, string id)
    {
        var byUser = call.Parameter("idProperty") == "userId";
        var isArchived = call.Parameter("archived") == "true";
        return portal.Owners.FirstOrDefault(owner => owner.IsArchived == isArchived
            && id == (byUser ? owner.UserId.ToString(CultureInfo.InvariantCulture) : owner.Id)) is { } found
                ? ApiReply.Json(200, Shown(found))
                : throw HubSpotException.NotFound();
    }

    public ApiReply Teams() => ApiReply.Json(200, new
    {
        Results = portal.Teams.Select(team => new
        {
            team.Id,
            team.Name,
            UserIds = Members(team, primary: true),
            SecondaryUserIds = Members(team, primary: false),
        }).ToArray(),
    });

    string[] Members(PortalTeam team, bool primary) =>
    [
        .. portal.Owners.Where(owner => owner.Teams.Contains(team) && (owner.Teams[0] == team) == primary)
            .Select(owner => owner.UserId.ToString(CultureInfo.InvariantCulture)),
    ];

    static Dictionary<string, object?> Shown(PortalOwner owner) => new()
    {
        ["id"] = owner.Id,
        ["email"] = owner.Email,
        ["type"] = owner.IsQueue ? "QUEUE" : "PERSON",
        ["firstName"] = owner.FirstName,
        ["lastName"] = owner.LastName,
        ["userId"] = owner.IsArchived ? null : owner.UserId,
        ["userIdIncludingInactive"] = owner.UserId,
        ["createdAt"] = "2025-01-15T09:00:00.000Z",
        ["updatedAt"] = "2025-01-15T09:00:00.000Z",
        ["archived"] = owner.IsArchived,
        ["teams"] = owner.Teams.Select((team, place) => new { team.Id, team.Name, Primary = place == 0 }).ToArray(),
    };
}
