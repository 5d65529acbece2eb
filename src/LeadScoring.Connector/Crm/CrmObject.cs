using System.Collections.Frozen;
using LeadScoring.Core;

namespace LeadScoring.Connector.Crm;

enum FieldType
{
    Text,
    Flag,
    Number,
    Time,
    Day,
    Choice,
}

/// <summary>One field as the CRM describes it.</summary>
/// <param name="Length">Longest text in characters; 0 when it does not apply.</param>
/// <param name="Scale">Digits after the decimal point; null when the CRM sets no limit.</param>
/// <param name="Choices">The stored values of a choice field, active or not.</param>
sealed record CrmField(
    string Name, FieldType Type, int Length, int? Scale, bool Writable, IReadOnlyList<string> Choices);

/// <summary>One object as the CRM describes it to the connector's sign-in.</summary>
/// <param name="Fields">By name, ignoring case as the CRM does.</param>
/// <param name="Tracked">Fields whose changes the CRM keeps.</param>
sealed record CrmObject(string Name, IReadOnlyDictionary<string, CrmField> Fields, IReadOnlySet<string> Tracked)
{
    /// <summary>What the owner is called in a history.</summary>
    public static readonly IReadOnlyList<string> OwnerFields = ["hubspot_owner_id", "Owner"];

    /// <summary>Fields that may be tracked: the CRM does not say, and there is no change yet to show it.</summary>
    public IReadOnlySet<string> Untold { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Where the changes of the status are read from.</summary>
    public EventSource SourceOf(ObjectScope scope) =>
        scope.History != Core.Rules.HistoryMode.Off && Tracked.Contains(scope.StatusField) ? EventSource.History : EventSource.Latest;

    /// <summary>The fields whose changes are read: status, flag and owner where the status is, and what signals watch.</summary>
    public IReadOnlyList<string> HistoryOf(ObjectScope scope)
    {
        IEnumerable<string> status = SourceOf(scope) == EventSource.History ? [scope.StatusField, scope.HotField, .. OwnerFields] : [];
        return [.. status.Concat(scope.Watched).Where(Tracked.Contains).Distinct(StringComparer.OrdinalIgnoreCase)];
    }
}
