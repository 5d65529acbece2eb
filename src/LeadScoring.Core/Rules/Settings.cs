namespace LeadScoring.Core.Rules;

/// <summary>
/// The settings in force for one lead: every value with the layer it came from. Made by <see cref="SettingsBook"/>.
/// </summary>
public sealed record Settings
{
    /// <summary>The layers that were laid over each other, such as "company, group EMEA SDR"; equal paths mean equal settings.</summary>
    public required string Path { get; init; }

    public required StatusRules Status { get; init; }

    public required IReadOnlyDictionary<string, Layered<decimal>> StatusPoints { get; init; }

    public required Layered<decimal> HotAt { get; init; }

    /// <summary>Null: the same as <see cref="HotAt"/>.</summary>
    public required Layered<decimal?> CoolBelow { get; init; }

    /// <summary>Null: never.</summary>
    public required Layered<TimeSpan?> ResetAfter { get; init; }

    public required Layered<OnChange> OnChange { get; init; }

    public required Layered<TimeSpan> MinimumHold { get; init; }

    public required Layered<TimeSpan> CoolDown { get; init; }

    public required Layered<decimal?> Floor { get; init; }

    public required Layered<DisqualifiedRule> Disqualified { get; init; }

    public required Layered<OnRemoval> OnRemoval { get; init; }

    public required Layered<ManualHot> ManualHot { get; init; }

    public required Layered<OnMerge> OnMerge { get; init; }

    public required Layered<OnConversion> OnConversion { get; init; }

    /// <summary>Below this a hot lead cools; never above <see cref="HotAt"/>.</summary>
    public decimal CoolsBelow => Math.Min(CoolBelow.Value ?? HotAt.Value, HotAt.Value);

    public bool IsDisqualified(string? status) => status is not null && Status.Disqualified.Contains(status);

    /// <summary>A standing disqualified status keeps the lead cold whatever its points.</summary>
    public bool IsBarred(string? status) => Disqualified.Value == DisqualifiedRule.Cool && IsDisqualified(status);
}
