using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using LeadScoring.Connector.Crm;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.HubSpot;

/// <summary>
/// Owners, archived ones too since records keep them, with their teams. Which of several teams decides is said by the order
/// of the mapping file, so a primary team counts like the others.
/// </summary>
sealed class HubSpotOwners(HubSpotClient client)
{
    public async Task<IReadOnlyList<Owner>> ReadAsync(CancellationToken cancellationToken)
    {
        var owners = new Dictionary<string, Owner>(StringComparer.Ordinal);
        foreach (var archived in new[] { false, true })
        {
            await foreach (var owner in AllAsync(archived, cancellationToken))
                owners.TryAdd(owner.Id, Owner(owner, isActive: !archived && !owner.Archived));
        }

        return [.. owners.Values];
    }

    async IAsyncEnumerable<HubSpotOwner> AllAsync(
        bool archived, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? after = null;
        do
        {
            var page = (await client.OwnersAsync(archived, after, cancellationToken)).Body;
            foreach (var owner in page.Results)
                yield return owner;

            var next = page.Paging?.Next?.After;
            after = next is null || next != after ? next : throw new CrmException(CrmFailure.Unavailable, "HubSpot pages owners without an end.");
        }
        while (after is not null);
    }

    static Owner Owner(HubSpotOwner owner, bool isActive) => new(owner.Id)
    {
        Name = $"{owner.FirstName} {owner.LastName}".Trim() is { Length: > 0 } name ? name : owner.Email,
        Email = owner.Email,
        UserName = owner.Email,
        IsQueue = owner.Type == "QUEUE",
        Active = isActive,
        Memberships = owner.Teams
            .Select(team => team.Name)
            .OfType<string>()
            .Select(name => new Membership(MembershipKind.Team, name))
            .ToFrozenSet(),
    };
}
