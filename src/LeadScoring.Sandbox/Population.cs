namespace LeadScoring.Sandbox;

/// <summary>Who lives in the world at the start.</summary>
public enum Population
{
    /// <summary>Owners, roles, groups and teams only.</summary>
    Empty,

    /// <summary>Also a few thousand believable people with 120 days of history.</summary>
    Sales,
}
