using System.Text.Json;
using LeadScoring.Core;

namespace LeadScoring.Connector.Store;

/// <summary>How the chains of the core stand in the database.</summary>
static class Chains
{
    /// <summary>The points of signals, from the entries of one lead in their order.</summary>
    public static Grant? Grants(IEnumerable<LedgerRow> entries)
    {
        Grant? newest = null;
        foreach (var entry in entries.Where(entry => entry.About is not null))
        {
            if (entry.Kind == (int)EntryKind.Signal)
                newest = new(entry.About!, entry.Rule, Stored.Time(entry.OccurredAt), Stored.Points(entry.Points), newest); // those that have one
            else if (Grant.Find(newest, entry.About!, entry.Rule) is { } taken)
                newest = Grant.Close(newest, taken, End(entry.Note));
        }

        return newest;
    }

    public static string? Text(Approach? newest)
    {
        if (newest is null)
            return null;

        List<Approached> approaches = [];
        for (var approach = newest; approach is not null; approach = approach.Previous)
            approaches.Add(new(approach.Key, Stored.Time(approach.At)));
        return JsonSerializer.Serialize(approaches);
    }

    public static Approach? Approaches(string? text)
    {
        Approach? newest = null;
        foreach (var (key, at) in text is null ? [] : Enumerable.Reverse(JsonSerializer.Deserialize<Approached[]>(text) ?? []))
            newest = new(key, Stored.Time(at), newest);
        return newest;
    }

    static GrantEnd End(string? note) => note switch
    {
        Notes.Lapsed => GrantEnd.Lapsed,
        Notes.Merged => GrantEnd.Merged,
        _ => GrantEnd.Withdrawn,
    };

    sealed record Approached(string Key, long At);
}
