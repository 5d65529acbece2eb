using System.Collections.Frozen;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Crm;

/// <summary>Users and queues as the CRM tells of them.</summary>
sealed record CrmOwners(IReadOnlyList<Owner> All)
{
    /// <summary>Memberships of these kinds may be lacking: the CRM does not tell of all of them.</summary>
    public IReadOnlySet<MembershipKind> Unread { get; init; } = FrozenSet<MembershipKind>.Empty;

    /// <summary>Why; empty when nothing is lacking.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The same owners; what is lacking stands as it was known before.</summary>
    public IReadOnlyList<Owner> Over(IReadOnlyDictionary<string, Owner> before)
    {
        var known = All.Select(owner => owner.Id).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. All.Select(owner => before.GetValueOrDefault(owner.Id) is { } last ? Over(owner, last) : owner),
            .. before.Values.Where(owner => !known.Contains(owner.Id)),
        ];
    }

    Owner Over(Owner owner, Owner last) => owner with
    {
        Memberships = last.Memberships.Where(membership => Unread.Contains(membership.Kind)).Union(owner.Memberships).ToFrozenSet(),
    };
}
