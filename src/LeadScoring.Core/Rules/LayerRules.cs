using System.Collections.Frozen;

namespace LeadScoring.Core.Rules;

/// <summary>What one layer of the model says: the company itself, or an exception to it.</summary>
/// <param name="Name">As <c>explain</c> shows it: "company", "group EMEA SDR", "user jane@example.com".</param>
public sealed record LayerRules(string Name)
{
    public ScoringOverrides Scoring { get; init; } = ScoringOverrides.None;

    /// <summary>Points by object and status value; only what differs from the layers below.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, decimal>> StatusPoints { get; init; } =
        FrozenDictionary<string, IReadOnlyDictionary<string, decimal>>.Empty;

    /// <summary>By name.</summary>
    public IReadOnlyDictionary<string, SignalRules> Signals { get; init; } = FrozenDictionary<string, SignalRules>.Empty;

    /// <summary>Criteria by name.</summary>
    public IReadOnlyDictionary<string, CriterionRules> Fit { get; init; } = FrozenDictionary<string, CriterionRules>.Empty;

    public StageRules Stages { get; init; } = StageRules.None;
}
