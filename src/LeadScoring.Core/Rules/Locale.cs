namespace LeadScoring.Core.Rules;

/// <summary>The language of alerts and reasons.</summary>
public enum Locale
{
    En,
    Fr,
}
