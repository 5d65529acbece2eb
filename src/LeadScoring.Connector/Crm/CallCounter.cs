using System.Collections.Concurrent;

namespace LeadScoring.Connector.Crm;

/// <summary>HTTP requests sent to one CRM, retries and sign-in included, by kind of call. Safe for concurrent use.</summary>
sealed class CallCounter
{
    readonly ConcurrentDictionary<string, int> counts = new(StringComparer.Ordinal);

    public int Total => counts.Values.Sum();

    /// <summary>A copy, not changed by later calls.</summary>
    public IReadOnlyDictionary<string, int> ByKind => new Dictionary<string, int>(counts, StringComparer.Ordinal);

    /// <summary>Begins a new pass.</summary>
    public void Clear() => counts.Clear();

    public void Count(string kind) => counts.AddOrUpdate(kind, 1, static (_, count) => count + 1);
}
