using System.Collections.Frozen;

namespace LeadScoring.Core.Rules;

/// <summary>
/// Names the owners a layer applies to: members of one role, group, queue or team, or listed users.
/// Without a kind, a bare name matches a role, group or team of that name.
/// </summary>
public sealed record MemberSelector(MembershipKind? Kind, string Name)
{
    public IReadOnlySet<string> Users { get; init; } = FrozenSet<string>.Empty;

    public bool Matches(Owner owner)
    {
        foreach (var user in Users)
        {
            if (owner.IsUser(user))
                return true;
        }

        foreach (var membership in owner.Memberships)
        {
            if (IsNamed(membership))
                return true;
        }

        return false;
    }

    /// <summary>Whether memberships of one of these kinds decide who is meant.</summary>
    public bool LooksAt(IReadOnlySet<MembershipKind> kinds) =>
        Users.Count == 0 && kinds.Any(kind => Kind is { } named ? kind == named : kind != MembershipKind.Queue);

    /// <summary>The kinds of what is meant by the name among these owners: none when nobody belongs to it, two when it is ambiguous.</summary>
    public IReadOnlyList<MembershipKind> KindsAmong(IEnumerable<Owner> owners) =>
        [.. owners.SelectMany(owner => owner.Memberships).Where(IsNamed).Select(membership => membership.Kind).Distinct().Order()];

    bool IsNamed(Membership membership) =>
        (Kind is { } kind ? membership.Kind == kind : membership.Kind != MembershipKind.Queue)
        && string.Equals(membership.Name, Name, StringComparison.OrdinalIgnoreCase);
}
