namespace LeadScoring.Sandbox.HubSpot;

/// <summary>
/// What search sees: records in the order (modified, id), each as it was some moments ago
/// (guide "Search the CRM": new and changed records take a few moments to appear).
/// </summary>
sealed class SearchIndex(TimeSpan lag)
{
    readonly Dictionary<long, PortalVersion> seen = [];
    readonly SortedSet<(long Modified, long Id)> order = [];
    readonly Queue<(DateTimeOffset Due, long Id, PortalVersion? Version)> waiting = new();

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
    public IEnumerable<PortalVersion> Between(long from, long to, bool isDescending)
    {
        if (from > to) return [];
        var view = order.GetViewBetween((from, long.MinValue), (to, long.MaxValue));
        return (isDescending ? view.Reverse() : view).Select(key => seen[key.Id]);
    }

    void Show(long id, PortalVersion? version)
    {
        if (seen.Remove(id, out var before)) order.Remove((before.Modified, id));
        if (version is null) return;
        seen[id] = version;
        order.Add((version.Modified, id));
    }
}
