using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Crm;

/// <summary>What a mapping file asks of one CRM object.</summary>
/// <param name="Name">As in the CRM: Lead, Contact, contacts.</param>
/// <param name="Fields">The status and whatever is written.</param>
sealed record ObjectScope(string Name, string StatusField, string HotField, IReadOnlyList<string> Fields, HistoryMode History)
{
    /// <summary>Fields whose changes are signals: with their history where the CRM keeps one.</summary>
    public IReadOnlyList<string> Watched { get; init; } = [];

    /// <summary>Fields that criteria of fit and <c>only</c> look at; in Salesforce also of a related record, as RecordType.Name.</summary>
    public IReadOnlyList<string> Profile { get; init; } = [];

    /// <summary>All fields to read besides identity, owner and stamps, each once.</summary>
    public IEnumerable<string> AllFields => Fields.Concat(Watched).Concat(Profile).Distinct(StringComparer.OrdinalIgnoreCase);
}
