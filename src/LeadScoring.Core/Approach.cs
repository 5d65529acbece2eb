namespace LeadScoring.Core;

/// <summary>One time that the lead was approached by mail or telephone, in a chain with those kept before it.</summary>
/// <param name="Key">Names the activity.</param>
public sealed record Approach(string Key, DateTimeOffset At, Approach? Previous)
{
    public static bool Holds(Approach? newest, string key)
    {
        for (var approach = newest; approach is not null; approach = approach.Previous)
        {
            if (approach.Key == key)
                return true;
        }

        return false;
    }

    /// <summary>How many came after <paramref name="from"/>.</summary>
    public static int Count(Approach? newest, DateTimeOffset from)
    {
        var count = 0;
        for (var approach = newest; approach is not null; approach = approach.Previous)
            count += approach.At > from ? 1 : 0;
        return count;
    }

    /// <summary>The earliest after <paramref name="from"/>.</summary>
    public static DateTimeOffset? First(Approach? newest, DateTimeOffset from)
    {
        DateTimeOffset? first = null;
        for (var approach = newest; approach is not null; approach = approach.Previous)
            first = approach.At > from ? Moment.Sooner(first, approach.At) : first;
        return first;
    }

    /// <summary>Those after <paramref name="from"/>, earliest first.</summary>
    public static List<DateTimeOffset> Times(Approach? newest, DateTimeOffset from)
    {
        List<DateTimeOffset> times = [];
        for (var approach = newest; approach is not null; approach = approach.Previous)
        {
            if (approach.At > from)
                times.Add(approach.At);
        }

        times.Sort();
        return times;
    }

    /// <summary>Both chains in one.</summary>
    public static Approach? Join(Approach? one, Approach? other) =>
        one is null ? other : other is null ? one : one with { Previous = Join(one.Previous, other) };

    /// <summary>The chain without the one that <paramref name="key"/> names.</summary>
    public static Approach? Without(Approach? newest, string key) =>
        newest is null ? null : newest.Key == key ? newest.Previous : newest.On(Without(newest.Previous, key));

    /// <summary>The chain of those after <paramref name="from"/>.</summary>
    public static Approach? After(Approach? newest, DateTimeOffset from) =>
        newest is null ? null : newest.At > from ? newest.On(After(newest.Previous, from)) : After(newest.Previous, from);

    Approach On(Approach? previous) => ReferenceEquals(previous, Previous) ? this : this with { Previous = previous };
}
