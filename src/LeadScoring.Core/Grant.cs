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

    /// <summary>How many events of the rule scored in the period that ends with <paramref name="at"/>.</summary>
    public static int Count(Grant? newest, string rule, DateTimeOffset at, TimeSpan within)
    {
        var count = 0;
        for (var grant = newest; grant is not null; grant = grant.Previous)
        {
            if (grant.Rule == rule && grant.Points != 0 && grant.End is not (GrantEnd.Withdrawn or GrantEnd.Merged)
                && grant.At <= at && grant.At > at - within)
                count++;
        }

        return count;
    }

    /// <summary>The chain with one link's end set.</summary>
    public static Grant? Close(Grant? newest, Grant closed, GrantEnd end)
    {
        if (newest is null)
            return null;

        return newest.About == closed.About && newest.Rule == closed.Rule && newest.End == closed.End
            ? newest with { End = end }
            : newest with { Previous = Close(newest.Previous, closed, end) };
    }

    /// <summary>Both chains in one.</summary>
    public static Grant? Join(Grant? one, Grant? other) =>
        one is null ? other : other is null ? one : one with { Previous = Join(one.Previous, other) };
}
