namespace LeadScoring.Core.Rules;

/// <summary>One CRM object of a mapping file: which field is its status, and which fields receive the result.</summary>
/// <param name="Name">As in the CRM: Lead, Contact, contacts.</param>
/// <param name="Writes">CRM field names; <see cref="WrittenField.Hot"/> is always there.</param>
public sealed record ObjectRules(string Name, StatusRules Status, IReadOnlyDictionary<WrittenField, string> Writes)
{
    /// <summary>Which records score at all; null: all of them.</summary>
    public Conditions? Only { get; init; }
}
