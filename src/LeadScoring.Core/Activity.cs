using System.Collections.Frozen;
using LeadScoring.Core.Rules;

namespace LeadScoring.Core;

/// <summary>One activity of the CRM, as it stands now.</summary>
/// <param name="Key">Names the activity and the person; it stays when the activity changes later.</param>
public sealed record Activity(ActivityKind Kind, string Key)
{
    /// <summary>False once it is deleted, cancelled or otherwise did not happen after all.</summary>
    public bool Standing { get; init; } = true;

    /// <summary>How long a call was; null when the CRM does not say.</summary>
    public TimeSpan? Lasted { get; init; }

    /// <summary>Whether a call was answered; null when the CRM does not say.</summary>
    public bool? Answered { get; init; }

    /// <summary>The fields that some signal matches on.</summary>
    public IReadOnlyDictionary<string, string?> Fields { get; init; } = FrozenDictionary<string, string?>.Empty;
}
