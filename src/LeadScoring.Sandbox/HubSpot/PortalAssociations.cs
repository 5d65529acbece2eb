namespace LeadScoring.Sandbox.HubSpot;

/// <summary>Which records belong together, in both directions.</summary>
sealed class PortalAssociations
{
    readonly Dictionary<(string From, long Id, string To), List<long>> links = [];

    public void Add(string from, long fromId, string to, long toId)
    {
        Link(from, fromId, to, toId);
        Link(to, toId, from, fromId);
    }

    public IReadOnlyList<long> Of(string from, long id, string to) => links.GetValueOrDefault((from, id, to)) ?? [];

    /// <summary>Everything that belongs to one record belongs to another of its type instead.</summary>
    public void Move(string type, long from, long to)
    {
        foreach (var (key, others) in links.Where(link => link.Key.From == type && link.Key.Id == from).ToArray())
        {
            links.Remove(key);
            foreach (var other in others)
            {
                links[(key.To, other, type)].Remove(from);
                Add(type, to, key.To, other);
            }
        }
    }

    void Link(string from, long fromId, string to, long toId)
    {
        if (!links.TryGetValue((from, fromId, to), out var ids)) links[(from, fromId, to)] = ids = [];
        if (!ids.Contains(toId)) ids.Add(toId);
    }
}
