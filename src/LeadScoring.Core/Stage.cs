namespace LeadScoring.Core;

/// <summary>Where a lead stands in its lifecycle.</summary>
public enum Stage
{
    Lead,
    Candidate,
    Prospect,
    Customer,
    RepeatCustomer,
    Later,
    Disqualified,
}
