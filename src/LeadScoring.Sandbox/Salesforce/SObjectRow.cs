namespace LeadScoring.Sandbox.Salesforce;

/// <summary>One record: its values in the order of its table's fields.</summary>
sealed class SObjectRow(SObjectTable table, string id, object?[] values)
{
    public SObjectTable Table { get; } = table;

    public string Id { get; } = id;

    /// <summary>Seconds since 1970 of the stamp that its table is ordered by.</summary>
    public long Stamp { get; set; }

    public object?[] Values { get; private set; } = values;

    public object? this[int slot]
    {
        get => slot >= 0 && slot < Values.Length ? Values[slot] : null;
        set
        {
            if (slot >= Values.Length)
            {
                var grown = Values;
                Array.Resize(ref grown, Table.Width);
                Values = grown;
            }

            Values[slot] = value;
        }
    }

    public object? this[string field]
    {
        get => this[Table.SlotOf(field)];
        set => this[Table.SlotOf(field)] = value;
    }

    public bool IsDeleted => this["IsDeleted"] is true;

    /// <summary>A query shows neither deleted records nor archived activities; queryAll shows both (page "QueryAll").</summary>
    public bool IsShown => !IsDeleted && this["IsArchived"] is not true;
}
