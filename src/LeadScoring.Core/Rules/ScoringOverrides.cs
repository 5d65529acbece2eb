namespace LeadScoring.Core.Rules;

/// <summary>The <c>scoring</c> section of one layer. Null: the layer says nothing, the value is inherited.</summary>
public sealed record ScoringOverrides
{
    public static readonly ScoringOverrides None = new();

    public decimal? HotAt { get; init; }

    public decimal? CoolBelow { get; init; }

    /// <summary>A given null means <c>never</c>: hot without limit.</summary>
    public Given<TimeSpan?>? ResetAfter { get; init; }

    public OnChange? OnChange { get; init; }

    public TimeSpan? MinimumHold { get; init; }

    public TimeSpan? CoolDown { get; init; }

    /// <summary>A given null means no floor.</summary>
    public Given<decimal?>? Floor { get; init; }

    public DisqualifiedRule? Disqualified { get; init; }

    public OnRemoval? OnRemoval { get; init; }

    public ManualHot? ManualHot { get; init; }

    public OnMerge? OnMerge { get; init; }

    public OnConversion? OnConversion { get; init; }
}
