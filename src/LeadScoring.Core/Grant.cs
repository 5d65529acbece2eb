using LeadScoring.Core.Rules;

namespace LeadScoring.Core;

/// <summary>Whether the points of a signal still stand.</summary>
public enum GrantEnd
{
    None,

    /// <summary>The activity did not happen after all.</summary>
    Withdrawn,

    /// <summary>The time for which they last is over.</summary>
    Lapsed,

    /// <summary>The score of another record took their place.</summary>
    Merged,
}

/// <summary>
/// Points that a signal gave, newest first in a chain. Needed where an event depends on those before: limits within a
/// period, points that last for a time, activities that are withdrawn.
/// </summary>
/// <param name="About">The activity or the change of a field that the points are for.</param>
/// <param name="Points">As they went into the part: after the floor.</param>
public sealed record Grant(string About, string Rule, DateTimeOffset At, decimal Points, Grant? Previous)
{
    public GrantEnd End { get; init; }

    /// <summary>The newest points of the rule for the same thing, or null.</summary>
    public static Grant? Find(Grant? newest, string about, string rule)
    {
        for (var grant = newest; grant is not null; grant = grant.Previous)
        {
            if (grant.About == about && grant.Rule == rule)
                return grant;
        }

        return null;
    }

    /// <summary>
    /// Whether one more event of the rule at <paramref name="at"/> would be too many in some period, be it one that ends with
    /// an event that is newer and came to light before.
    /// </summary>
    public static bool IsFull(Grant? newest, string rule, DateTimeOffset at, AtMost most)
    {
        if (Count(newest, rule, at, most.Within) >= most.Times)
            return true;

        for (var grant = newest; grant is not null; grant = grant.Previous)
        {
            if (grant.Scored(rule) && grant.At > at && grant.At < at + most.Within
                && Count(newest, rule, grant.At, most.Within) >= most.Times)
                return true;
        }

        return false;
    }

    /// <summary>The points that stand and were granted at <paramref name="from"/> or later, and when the newest of them were.</summary>
    public static (decimal Points, DateTimeOffset? At) Standing(in LeadState lead, DateTimeOffset from)
    {
        var points = 0m;
        DateTimeOffset? at = null;
        for (var grant = lead.Grants; grant is not null; grant = grant.Previous)
        {
            if (grant.End != GrantEnd.None || grant.At < from || lead.HasLost(grant.At) || grant.Points == 0)
                continue;

            points += grant.Points;
            at = Moment.Later(at, grant.At);
        }

        return (points, at);
    }

    /// <summary>The chain with one link's end set.</summary>
    public static Grant? Close(Grant? newest, Grant closed, GrantEnd end)
    {
        Stack<Grant> newer = [];
        var grant = newest;
        for (; grant is not null && !grant.IsSameAs(closed); grant = grant.Previous)
            newer.Push(grant);
        return grant is null ? newest : Onto(grant with { End = end }, newer);
    }

    /// <summary>Both chains in one.</summary>
    public static Grant? Join(Grant? one, Grant? other)
    {
        Stack<Grant> newer = [];
        for (var grant = one; grant is not null; grant = grant.Previous)
            newer.Push(grant);
        return Onto(other, newer);
    }

    bool IsSameAs(Grant other) => About == other.About && Rule == other.Rule && End == other.End;

    bool Scored(string rule) => Rule == rule && Points != 0 && End is not (GrantEnd.Withdrawn or GrantEnd.Merged);

    /// <summary>How many events of the rule scored in the period that ends with <paramref name="at"/>.</summary>
    static int Count(Grant? newest, string rule, DateTimeOffset at, TimeSpan within)
    {
        var count = 0;
        for (var grant = newest; grant is not null; grant = grant.Previous)
        {
            if (grant.Scored(rule) && grant.At <= at && grant.At > at - within)
                count++;
        }

        return count;
    }

    /// <summary>Chains may be long, so they are walked and not descended.</summary>
    static Grant? Onto(Grant? oldest, Stack<Grant> newer)
    {
        var newest = oldest;
        while (newer.TryPop(out var grant))
            newest = grant with { Previous = newest };
        return newest;
    }
}
