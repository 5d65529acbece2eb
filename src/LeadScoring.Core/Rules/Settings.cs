using System.Collections.Frozen;

namespace LeadScoring.Core.Rules;

/// <summary>
/// The settings in force for one lead: every value with the layer it came from. Made by <see cref="SettingsBook"/>.
/// </summary>
public sealed record Settings
{
    readonly FrozenDictionary<ActivityKind, Signal[]> onActivities = FrozenDictionary<ActivityKind, Signal[]>.Empty;
    readonly FrozenDictionary<string, Signal[]> onFields = FrozenDictionary<string, Signal[]>.Empty;
    readonly IReadOnlyDictionary<string, Signal> signals = FrozenDictionary<string, Signal>.Empty;

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

    /// <summary>Which records score at all; null: all of them.</summary>
    public Conditions? Only { get; init; }

    /// <summary>By name; those that concern the object.</summary>
    public required IReadOnlyDictionary<string, Signal> Signals
    {
        get => signals;
        init
        {
            signals = value;
            onActivities = value.Values.Where(signal => signal.On.Value.Activity is not null)
                .GroupBy(signal => signal.On.Value.Activity!.Value) // those that have one
                .ToFrozenDictionary(same => same.Key, same => same.ToArray());
            onFields = value.Values.Where(signal => signal.On.Value.Activity is null)
                .GroupBy(signal => signal.Field.Value, StringComparer.OrdinalIgnoreCase)
                .ToFrozenDictionary(same => same.Key, same => same.ToArray(), StringComparer.OrdinalIgnoreCase);
            HasLapses = value.Values.Any(signal => signal.Lasts.Value is not null);
        }
    }

    /// <summary>Those that concern the object.</summary>
    public required IReadOnlyList<Criterion> Fit { get; init; }

    public required Layered<ProspectWhen> ProspectWhen { get; init; }

    /// <summary>Null: no lead is marked as unresponsive.</summary>
    public required Layered<TimeSpan?> UnresponsiveAfter { get; init; }

    public required Layered<int?> UnresponsiveApproaches { get; init; }

    public required Layered<int?> PressureAtMost { get; init; }

    /// <summary>Null: approaches are not counted.</summary>
    public required Layered<TimeSpan?> PressureWithin { get; init; }

    /// <summary>Whether the points of some signal leave after a time.</summary>
    public bool HasLapses { get; private init; }

    /// <summary>The signals that listen to activities of a kind.</summary>
    public IReadOnlyList<Signal> SignalsOn(ActivityKind kind) => onActivities.GetValueOrDefault(kind, []);

    /// <summary>The signals that watch a field, whose name is compared ignoring case.</summary>
    public IReadOnlyList<Signal> SignalsOn(string field) => onFields.GetValueOrDefault(field, []);

    /// <summary>Below this a hot lead cools; never above <see cref="HotAt"/>.</summary>
    public decimal CoolsBelow => Math.Min(CoolBelow.Value ?? HotAt.Value, HotAt.Value);

    public bool IsDisqualified(string? status) => status is not null && Status.Disqualified.Contains(status);

    /// <summary>A standing disqualified status keeps the lead cold whatever its points.</summary>
    public bool IsBarred(string? status) => Disqualified.Value == DisqualifiedRule.Cool && IsDisqualified(status);
}
