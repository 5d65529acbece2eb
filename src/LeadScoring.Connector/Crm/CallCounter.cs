using System.Collections.Concurrent;

namespace LeadScoring.Connector.Crm;

/// <summary>HTTP requests sent to one CRM, retries and sign-in included, by kind of call. Safe for concurrent use.</summary>
sealed class CallCounter
{
    readonly ConcurrentDictionary<string, int> counts = new(StringComparer.Ordinal);

    public int Total => counts.Values.Sum();

    public IReadOnlyDictionary<string, int> ByKind => counts;

    public void Count(string kind) => counts.AddOrUpdate(kind, 1, static (_, count) => count + 1);
}
