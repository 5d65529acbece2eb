namespace LeadScoring.Sandbox.HubSpot;

/// <summary>
/// What search sees: records in the order (modified, id), each as it was some moments ago
/// (guide "Search the CRM": new and changed records take a few moments to appear).
/// </summary>
sealed class SearchIndex(TimeSpan lag)
{
    readonly Dictionary<long, PortalVersion> seen = [];
    readonly SortedSet<PortalVersion> order = new(Comparer<PortalVersion>.Create(Compare));
    readonly Queue<(DateTimeOffset Due, long Id, PortalVersion? Version)> waiting = new();
    PortalVersion[]? inOrder;

    /// <summary>A record was saved, or removed where <paramref name="version"/> is null.</summary>
    public void Put(long id, PortalVersion? version, DateTimeOffset now)
    {
        if (lag <= TimeSpan.Zero) Show(id, version);
        else waiting.Enqueue((now + lag, id, version));
    }

    public void Catch(DateTimeOffset now)
    {
        while (waiting.TryPeek(out var next) && next.Due <= now)
        {
            waiting.Dequeue();
            Show(next.Id, next.Version);
        }
    }

    /// <summary>The records modified from one millisecond to another, both included, in the order (modified, id).</summary>
    public ArraySegment<PortalVersion> Between(long from, long to)
    {
        inOrder ??= [.. order];
        var (first, end) = (FirstFrom(inOrder, from), to == long.MaxValue ? inOrder.Length : FirstFrom(inOrder, to + 1));
        return new(inOrder, first, Math.Max(0, end - first));
    }

    static int FirstFrom(PortalVersion[] versions, long stamp)
    {
        var (low, high) = (0, versions.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (versions[middle].Modified < stamp) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    static int Compare(PortalVersion left, PortalVersion right) =>
        left.Modified.CompareTo(right.Modified) is var order and not 0 ? order : left.Id.CompareTo(right.Id);

    void Show(long id, PortalVersion? version)
    {
        inOrder = null;
        if (seen.Remove(id, out var before)) order.Remove(before);
        if (version is null) return;
        seen[id] = version;
        order.Add(version);
    }
}
