namespace LeadScoring.Core.Rules;

/// <summary>Whether a status replaces the status part, or adds to it.</summary>
public enum StatusMode
{
    Replace,
    Accumulate,
}

/// <summary>Where status changes are read: field history when tracked, always, or never.</summary>
public enum HistoryMode
{
    Auto,
    Required,
    Off,
}

/// <summary>The time given to a status that was set at an unknown moment before the first pass.</summary>
public enum Undated
{
    Modified,
    Created,
}

/// <summary>What a changed reset period does to a running timer: count from the change, or from the last interaction.</summary>
public enum OnChange
{
    Restart,
    FromLastInteraction,
}

public enum DisqualifiedRule
{
    ByPoints,
    Cool,
}

public enum OnRemoval
{
    Zero,
    Keep,
}

public enum ManualHot
{
    Respect,
    Revert,
}

public enum OnMerge
{
    Max,
    Sum,
    Survivor,
}

public enum OnConversion
{
    Follow,
    Close,
}
