namespace LeadScoring.Core;

/// <summary>Comparing moments of which one may be absent.</summary>
static class Moment
{
    public static DateTimeOffset Later(DateTimeOffset? one, DateTimeOffset other) => one > other ? one.Value : other;

    /// <summary>The first moment that is surely after what a CRM dates to the second of <paramref name="at"/>.</summary>
    public static DateTimeOffset NextSecond(DateTimeOffset at) => DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds() + 1);

    public static DateTimeOffset? Sooner(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;
}
