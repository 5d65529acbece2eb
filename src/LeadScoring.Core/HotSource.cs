namespace LeadScoring.Core;

/// <summary>What made a lead hot: its points, or a person who ticked the flag in the CRM.</summary>
public enum HotSource
{
    Points,
    Manual,
}
