using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Crm;

/// <summary>What a mapping file asks of one CRM object.</summary>
/// <param name="Name">As in the CRM: Lead, Contact, contacts.</param>
/// <param name="Fields">Fields to read besides identity, owner and stamps: the status and whatever is written.</param>
sealed record ObjectScope(string Name, string StatusField, string HotField, IReadOnlyList<string> Fields, HistoryMode History)
{
    /// <summary>Fields that signals watch.</summary>
    public IReadOnlyList<string> Watched { get; init; } = [];

    /// <summary>Fields that criteria and <c>only</c> look at.</summary>
    public IReadOnlyList<string> Profile { get; init; } = [];
}
