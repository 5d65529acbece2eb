namespace LeadScoring.Sandbox.HubSpot;

/// <summary>All records of one object type, and the properties they may have.</summary>
sealed class PortalTable
{
    readonly Dictionary<string, int> slots = new(StringComparer.Ordinal);
    readonly List<PortalProperty> properties = [];

    public PortalTable(string name, string modifiedProperty, IEnumerable<PortalProperty> definitions, SearchIndex index)
    {
        Name = name;
        ModifiedProperty = modifiedProperty;
        Index = index;
        foreach (var property in definitions) Add(property);
    }

    public string Name { get; }

    /// <summary>lastmodifieddate on contacts, hs_lastmodifieddate on everything else.</summary>
    public string ModifiedProperty { get; }

    public SearchIndex Index { get; }

    public Dictionary<long, PortalRecord> Records { get; } = [];

    /// <summary>Ids that were merged away, and into which record.</summary>
    public Dictionary<long, long> Merged { get; } = [];

    public int Width => properties.Count;

    public IEnumerable<PortalProperty> Properties => properties.Where((property, place) => SlotOf(property.Name) == place);

    public int SlotOf(string property) => slots.GetValueOrDefault(property, -1);

    public PortalProperty? Property(string name) => slots.TryGetValue(name, out var slot) ? properties[slot] : null;

    public PortalRecord? Find(long id) =>
        Records.GetValueOrDefault(Merged.TryGetValue(id, out var winner) ? winner : id) is { IsArchived: false } record ? record : null;

    public void Add(PortalProperty property)
    {
        slots[property.Name] = properties.Count;
        properties.Add(property);
    }

    public void Remove(string property) => slots.Remove(property);
}
