namespace LeadScoring.Core.Rules;

/// <summary>What the connector can write into a CRM record.</summary>
public enum WrittenField
{
    Hot,
    Score,
    HotSince,
    ResetsAt,
    Reasons,
    Blockers,
    Stage,
    Pressure,
    Unresponsive,
}
