using LeadScoring.Connector.Store;
using LeadScoring.Core;

namespace LeadScoring.Connector.Pipeline;

/// <summary>
/// When the owner of a lead changed: as the CRM's history says, else the stamp of the record that showed another one.
/// </summary>
/// <param name="Before">Who owned it before the first of the changes.</param>
/// <param name="At">The newest change, after which only newer ones count.</param>
sealed record Ownership(string? Before, IReadOnlyList<EventRow> Changes, long? At)
{
    public static Ownership Of(PendingLead pending)
    {
        var lead = pending.Lead;
        var told = pending.Events.Where(row => row.Kind == EventKinds.Owner && !(row.OccurredAt <= lead.OwnerAt))
            .OrderBy(row => row.OccurredAt).ThenBy(row => row.CrmOrder, StringComparer.Ordinal).ToList();
        var seen = pending.Events.Where(row => row.Kind == (int)EventKind.OwnerChanged)
            .Where(row => told.Count == 0 || (row.Value != told[^1].Value && row.OccurredAt > told[^1].OccurredAt));
        var changes = told.Select(row => row with { Kind = (int)EventKind.OwnerChanged }).Concat(seen).ToList();
        var first = lead.OwnerAt is null && told is [var earliest, ..] ? earliest.OldValue : lead.ScoredOwnerId;
        var newest = changes.Count == 0 ? lead.OwnerAt ?? lead.Stamp : changes.Max(row => row.OccurredAt);
        return new(first, changes, newest > lead.OwnerAt ? newest : lead.OwnerAt ?? newest);
    }
}
