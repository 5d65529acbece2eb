namespace LeadScoring.Core;

public enum CrossingCause
{
    Points,
    Manual,
    Timer,
    Removal,
    Disqualified,
    Settings,

    /// <summary>The record no longer matches <c>only</c>.</summary>
    Left,
}

/// <summary>A lead turned hot or cold. What follows from it (flag, alerts) is for the caller to do.</summary>
/// <param name="Hot">True: cold to hot. False: hot to cold.</param>
/// <param name="Silent">Brought about by a new model: the flag is written, nobody is alerted.</param>
public readonly record struct Crossing(bool Hot, DateTimeOffset At, CrossingCause Cause, bool Silent = false);
