using System.Runtime.InteropServices;

namespace LeadScoring.Core;

/// <summary>
/// What folding events brought about: entries, crossings, and values no mapping names. One journal can be cleared and
/// used again for the next lead, so that folding allocates nothing per event beyond its entries.
/// </summary>
public sealed class Journal
{
    readonly List<LedgerEntry> entries = [];
    readonly List<Crossing> crossings = [];
    readonly List<string> unmapped = [];
    readonly List<Response> responses = [];
    readonly List<LeadEvent> ordered = [];

    public IReadOnlyList<LedgerEntry> Entries => entries;

    public IReadOnlyList<Crossing> Crossings => crossings;

    /// <summary>Status values that changed nothing because the mapping does not name them.</summary>
    public IReadOnlyList<string> Unmapped => unmapped;

    /// <summary>Hot leads that were approached for the first time.</summary>
    public IReadOnlyList<Response> Responses => responses;

    public void Clear()
    {
        responses.Clear();
        entries.Clear();
        crossings.Clear();
        unmapped.Clear();
    }

    /// <summary>The events of one fold in their order, held until the next fold.</summary>
    internal ReadOnlySpan<LeadEvent> InOrder(IEnumerable<LeadEvent> events)
    {
        ordered.Clear();
        ordered.AddRange(events);
        ordered.Sort(History.Order);
        return CollectionsMarshal.AsSpan(ordered);
    }

    internal void Add(in LedgerEntry entry) => entries.Add(entry);

    internal void Add(in Crossing crossing) => crossings.Add(crossing);

    internal void Add(in Response response) => responses.Add(response);

    internal void AddUnmapped(string value) => unmapped.Add(value);
}
