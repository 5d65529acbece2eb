namespace LeadScoring.Sandbox;

/// <summary>Counts the calls each CRM has received, refused ones included, by kind.</summary>
public sealed class RequestLog
{
    readonly Lock gate = new();
    readonly SortedDictionary<string, SortedDictionary<string, int>> counts = new(StringComparer.Ordinal);

    public int Total
    {
        get { lock (gate) return counts.Values.Sum(kinds => kinds.Values.Sum()); }
    }

    /// <summary>Calls of one kind, such as "query"; without a kind, all calls to the CRM ("salesforce" or "hubspot").</summary>
    public int Count(string crm, string? kind = null)
    {
        lock (gate)
        {
            if (!counts.TryGetValue(crm, out var kinds)) return 0;
            return kind is null ? kinds.Values.Sum() : kinds.GetValueOrDefault(kind);
        }
    }

    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> ByKind()
    {
        lock (gate)
        {
            return counts.ToDictionary(
                crm => crm.Key, IReadOnlyDictionary<string, int> (crm) => new Dictionary<string, int>(crm.Value));
        }
    }

    public void Clear()
    {
        lock (gate) counts.Clear();
    }

    internal void Add(string crm, string kind)
    {
        lock (gate)
        {
            if (!counts.TryGetValue(crm, out var kinds)) counts[crm] = kinds = new(StringComparer.Ordinal);
            kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
        }
    }
}
