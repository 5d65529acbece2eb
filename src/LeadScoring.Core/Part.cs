namespace LeadScoring.Core;

/// <summary>What a score is made of. Status and behaviour together are interest; fit alone never makes a lead hot.</summary>
public enum Part
{
    Status,
    Behaviour,
    Fit,
}
