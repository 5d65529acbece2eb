namespace LeadScoring.Sandbox.Salesforce;

/// <summary>All records of one object, also in the order (stamp, id), and by parent where queries go by parent.</summary>
sealed class SObjectTable
{
    readonly Dictionary<string, int> slots = new(StringComparer.OrdinalIgnoreCase);
    readonly List<SObjectField> fields = [];
    readonly Dictionary<string, int> hidden = new(StringComparer.OrdinalIgnoreCase);
    readonly Dictionary<string, SObjectRow> rows = new(StringComparer.Ordinal);
    readonly SortedSet<(long Stamp, string Id)> order = new(Comparer<(long Stamp, string Id)>.Create(Compare));
    readonly Dictionary<string, List<SObjectRow>> children = new(StringComparer.Ordinal);
    long lastNumber;

    public SObjectTable(string name, string keyPrefix, string stampField, string? parentField, IEnumerable<SObjectField> definitions)
    {
        Name = name;
        KeyPrefix = keyPrefix;
        StampField = stampField;
        ParentField = parentField;
        foreach (var field in definitions) Add(field);
        OnLayout.UnionWith(fields.Select(field => field.Name));
    }

    public string Name { get; }

    public string KeyPrefix { get; }

    public string StampField { get; }

    public string? ParentField { get; }

    /// <summary>Objects that share a key prefix count from different numbers, so that their ids differ.</summary>
    public long FirstNumber { init => lastNumber = value; }

    public HashSet<string> Tracked { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The fields that the object's one page layout shows.</summary>
    public HashSet<string> OnLayout { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Fields that are defined, but that the API user may not see: to it they look as if they were not there.</summary>
    public IEnumerable<SObjectField> Hidden => hidden.Values.Select(slot => fields[slot]);

    public int Width => fields.Count;

    public IEnumerable<SObjectField> Fields => fields.Where((one, place) => SlotOf(one.Name) == place);

    /// <summary>Where a field's value stands in a row; -1 when the object has no such field.</summary>
    public int SlotOf(string field) => slots.GetValueOrDefault(field, -1);

    public SObjectField? Field(string name) => slots.TryGetValue(name, out var slot) ? fields[slot] : null;

    public void Add(SObjectField field)
    {
        slots[field.Name] = fields.Count;
        fields.Add(field);
    }

    public void RemoveField(string name)
    {
        slots.Remove(name);
        hidden.Remove(name);
        OnLayout.Remove(name);
    }

    public void Hide(string name)
    {
        if (slots.Remove(name, out var slot)) hidden[name] = slot;
    }

    /// <summary>Lets the API user see a field again. A checkbox is false where nobody has set it.</summary>
    public void Show(string name, bool isUpdateable)
    {
        if (!hidden.Remove(name, out var slot)) return;
        slots[name] = slot;
        fields[slot] = fields[slot] with { IsUpdateable = isUpdateable };
        if (fields[slot].Type != SObjectFieldType.Boolean) return;
        foreach (var row in rows.Values) row[slot] ??= false;
    }

    public SObjectRow? Find(string id) => rows.GetValueOrDefault(id);

    public IEnumerable<SObjectRow> ChildrenOf(string parentId) => children.GetValueOrDefault(parentId) ?? [];

    public string NextId() => SalesforceId.Next(KeyPrefix, ++lastNumber);

    public SObjectRow Insert(string id, object?[] values, DateTimeOffset stamp)
    {
        var row = new SObjectRow(this, id, values) { Stamp = stamp.ToUnixTimeSeconds() };
        rows.Add(id, row);
        order.Add((row.Stamp, id));
        Adopt(row);
        return row;
    }

    /// <summary>Everything of one parent goes to another.</summary>
    public IReadOnlyList<SObjectRow> Reparent(string from, string to)
    {
        if (ParentField is null || !children.Remove(from, out var moved)) return [];
        foreach (var row in moved)
        {
            row[ParentField] = to;
            Adopt(row);
        }

        return moved;
    }

    public void Stamp(SObjectRow row, DateTimeOffset stamp)
    {
        order.Remove((row.Stamp, row.Id));
        row.Stamp = stamp.ToUnixTimeSeconds();
        row[StampField] = stamp;
        order.Add((row.Stamp, row.Id));
    }

    public void Remove(SObjectRow row)
    {
        rows.Remove(row.Id);
        order.Remove((row.Stamp, row.Id));
        if (ParentField is not null && row[ParentField] is string parent && children.TryGetValue(parent, out var siblings)) siblings.Remove(row);
    }

    /// <summary>The records stamped from one second to another, both included, in the order (stamp, id).</summary>
    public IEnumerable<SObjectRow> Between(long from, long to) => from > to
        ? []
        : order.GetViewBetween((from, ""), (to, "~")).Select(key => rows[key.Id]);

    void Adopt(SObjectRow row)
    {
        if (ParentField is null || row[ParentField] is not string parent) return;
        if (!children.TryGetValue(parent, out var siblings)) children[parent] = siblings = [];
        siblings.Add(row);
    }

    static int Compare((long Stamp, string Id) left, (long Stamp, string Id) right)
    {
        var byStamp = left.Stamp.CompareTo(right.Stamp);
        return byStamp != 0 ? byStamp : string.CompareOrdinal(left.Id, right.Id);
    }
}
