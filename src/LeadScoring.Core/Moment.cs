namespace LeadScoring.Core;

/// <summary>Comparing moments of which one may be absent.</summary>
static class Moment
{
    public static DateTimeOffset Later(DateTimeOffset? one, DateTimeOffset other) => one > other ? one.Value : other;

    public static DateTimeOffset? Sooner(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;
}
