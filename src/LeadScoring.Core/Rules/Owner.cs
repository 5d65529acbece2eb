using System.Collections.Frozen;

namespace LeadScoring.Core.Rules;

public enum MembershipKind
{
    Role,
    Group,
    Queue,
    Team,
}

/// <summary>A role, group, queue or team that an owner belongs to, directly or through a nested one.</summary>
public readonly record struct Membership(MembershipKind Kind, string Name);

/// <summary>Who owns a lead. A queue is an owner without user layer.</summary>
public sealed record Owner(string Id)
{
    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? UserName { get; init; }

    public bool IsQueue { get; init; }

    public bool Active { get; init; } = true;

    public IReadOnlySet<Membership> Memberships { get; init; } = FrozenSet<Membership>.Empty;

    /// <summary>Whether <paramref name="user"/> (an e-mail address or user name, any case) names this owner.</summary>
    public bool IsUser(string user) => !IsQueue
        && (string.Equals(user, Email, StringComparison.OrdinalIgnoreCase)
            || string.Equals(user, UserName, StringComparison.OrdinalIgnoreCase));
}
