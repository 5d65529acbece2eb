namespace LeadScoring.Core;

/// <summary>
/// Everything the scoring of one lead depends on. The default value is a lead before any event: cold, zero points.
/// All times are UTC, in the clock of the CRM.
/// </summary>
public readonly record struct LeadState
{
    public Parts Parts { get; init; }

    /// <summary>The newest CRM status seen, mapped or not; null before the first, empty when the CRM field is empty.</summary>
    public string? Status { get; init; }

    public DateTimeOffset? StatusAt { get; init; }

    public bool Hot { get; init; }

    public DateTimeOffset? HotSince { get; init; }

    public HotSource Source { get; init; }

    /// <summary>The newest interaction by the prospect.</summary>
    public DateTimeOffset? LastInteractionAt { get; init; }

    /// <summary>The deadline of the one reset timer, or null when none runs.</summary>
    public DateTimeOffset? ResetsAt { get; init; }

    /// <summary>The period the running timer was armed with; a settings change compares against it.</summary>
    public TimeSpan? ArmedFor { get; init; }

    /// <summary>The earliest moment at which this lead changes without any event.</summary>
    public DateTimeOffset? NextCheckAt { get; init; }

    /// <summary>
    /// The newest expiry or removal that took the interest of before away. A removal comes after all events of its second,
    /// so this is the second after it.
    /// </summary>
    public DateTimeOffset? LastResetAt { get; init; }

    public DateTimeOffset? LastRemovalAt { get; init; }

    /// <summary>When the lead last turned cold; the cool-down counts from here.</summary>
    public DateTimeOffset? LastCooledAt { get; init; }

    public Stage Stage { get; init; }

    /// <summary>The values that criteria were last judged by; null before the first.</summary>
    public Profile? Profile { get; init; }

    /// <summary>The record does not match <c>only</c>: its parts are kept but do not move, and it stays cold.</summary>
    public bool Outside { get; init; }

    /// <summary>How many of the criteria are met.</summary>
    public FitStanding Fit { get; init; }

    /// <summary>There was an exchange in both directions.</summary>
    public bool TwoWay { get; init; }

    /// <summary>How often the lead reached a qualified status, counted up to two.</summary>
    public int Qualifications { get; init; }

    /// <summary>Points of signals that later events may depend on.</summary>
    public Grant? Grants { get; init; }

    /// <summary>Approaches since the last interaction, and those that still count as pressure.</summary>
    public Approach? Approaches { get; init; }

    /// <summary>How many approaches there were within the period of <c>pressure</c>.</summary>
    public int Pressure { get; init; }

    /// <summary>Approached often and long enough without an answer.</summary>
    public bool Unresponsive { get; init; }

    /// <summary>When pressure or silence next changes by time alone.</summary>
    public DateTimeOffset? ReviewAt { get; init; }

    /// <summary>The first approach since the lead turned hot; null while there is none.</summary>
    public DateTimeOffset? ContactedAt { get; init; }

    /// <summary>Removed by a person under <c>on_removal: keep</c>: cold until the next event with positive points.</summary>
    public bool Removed { get; init; }

    /// <summary>How many ledger entries the lead has; one without entries is never written to the CRM.</summary>
    public int Entries { get; init; }

    /// <summary>Points granted at <paramref name="at"/> have left by an expiry or a removal.</summary>
    public bool HasLost(DateTimeOffset at) => at < LastResetAt;

    /// <summary>
    /// An event at <paramref name="at"/> is too old to score: before the last expiry, or not after the second of the last
    /// removal, which comes after all events of its second.
    /// </summary>
    public bool IsSettledAt(DateTimeOffset at) =>
        at < LastResetAt || at.ToUnixTimeSeconds() <= LastRemovalAt?.ToUnixTimeSeconds();
}
