using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Salesforce;

/// <summary>
/// Salesforce knows whole seconds only and does not promise the order of rows within one. What does tell it: each row's
/// old value is the new value of the row before.
/// </summary>
static class SalesforceHistory
{
    /// <summary>What OwnerId is called there.</summary>
    public const string Owner = "Owner";

    /// <summary>A change of owner is told twice, with the ids and with the names of the owners.</summary>
    public static bool Counts(CrmRow row) => row["Field"] != Owner || IsId(row["NewValue"]);

    public static IReadOnlyList<FieldChange> InOrder(IReadOnlyList<FieldChange> changes) =>
        [.. changes
            .GroupBy(change => (change.RecordId, change.Field, change.At))
            .SelectMany(Chain)
            .OrderBy(change => change.At)
            .ThenBy(change => change.Order, StringComparer.Ordinal)];

    static IEnumerable<FieldChange> Chain(IEnumerable<FieldChange> second)
    {
        var byId = second.OrderBy(change => change.Order, StringComparer.Ordinal).ToArray();
        if (IsChain(byId))
            return byId;

        var chain = byId.Select(first => From(first, byId)).FirstOrDefault(IsChain) ?? byId;
        return chain.Select((change, i) => change with { Order = byId[i].Order });
    }

    /// <summary>Follows the values from one row as far as they lead.</summary>
    static FieldChange[] From(FieldChange first, FieldChange[] all)
    {
        var rest = all.ToList();
        rest.Remove(first);
        var chain = new List<FieldChange> { first };
        while (rest.Find(change => change.OldValue == chain[^1].NewValue) is { } next)
        {
            rest.Remove(next);
            chain.Add(next);
        }

        return [.. chain, .. rest];
    }

    static bool IsId(string? value) =>
        value is { Length: 15 or 18 } && value.StartsWith("00", StringComparison.Ordinal) && value.All(char.IsAsciiLetterOrDigit);

    static bool IsChain(FieldChange[] changes) =>
        changes.Zip(changes.Skip(1)).All(pair => pair.First.NewValue == pair.Second.OldValue);
}
