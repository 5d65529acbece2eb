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
}
