using System.Collections.Frozen;

namespace LeadScoring.Core.Rules;

/// <summary>What the values of a status field are worth and mean. Values are compared exactly as the CRM stores them.</summary>
public sealed record StatusRules
{
    /// <summary>The CRM field: Status, Status__c, hs_lead_status.</summary>
    public required string Field { get; init; }

    public StatusMode Mode { get; init; }

    public HistoryMode History { get; init; }

    public Undated Undated { get; init; }

    /// <summary>The company's points; exceptions may state others for the same values.</summary>
    public required IReadOnlyDictionary<string, decimal> Points { get; init; }

    public IReadOnlySet<string> Qualified { get; init; } = FrozenSet<string>.Empty;

    public IReadOnlySet<string> Disqualified { get; init; } = FrozenSet<string>.Empty;

    public IReadOnlySet<string> Later { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Statuses that count as an interaction by the prospect.</summary>
    public IReadOnlySet<string> Interaction { get; init; } = FrozenSet<string>.Empty;
}
