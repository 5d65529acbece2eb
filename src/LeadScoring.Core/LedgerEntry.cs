namespace LeadScoring.Core;

/// <summary>
/// One line of a lead's ledger. The sum of <see cref="Points"/> over a part is the part; the sum over all is the total.
/// Entries are only ever appended.
/// </summary>
public readonly record struct LedgerEntry(string EventKey, Part Part, EntryKind Kind, string Rule, decimal Points)
{
    public DateTimeOffset OccurredAt { get; init; }

    public DateTimeOffset ObservedAt { get; init; }

    public decimal PartAfter { get; init; }

    public decimal TotalAfter { get; init; }

    /// <summary>The layer of the model that supplied the value, such as "company" or "user jane@example.com".</summary>
    public required string Layer { get; init; }

    /// <summary>The activity or change of a field that a signal's points are for; null for any other entry.</summary>
    public string? About { get; init; }

    public EventSource Source { get; init; }

    public bool Estimated { get; init; }

    /// <summary>Why an entry has no points, when the rule alone does not say it.</summary>
    public string? Note { get; init; }
}
