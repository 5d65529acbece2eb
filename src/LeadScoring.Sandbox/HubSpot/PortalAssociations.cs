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

    void Link(string from, long fromId, string to, long toId)
    {
        if (!links.TryGetValue((from, fromId, to), out var ids)) links[(from, fromId, to)] = ids = [];
        if (!ids.Contains(toId)) ids.Add(toId);
    }
}
