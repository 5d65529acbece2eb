namespace LeadScoring.Sandbox.Salesforce;

/// <summary>A row as it was, to put back when all-or-none fails. History written since is taken away again.</summary>
sealed class Memory(SObjectRow row, object?[] values, SObjectTable? history, HashSet<string> kept)
{
    public static Memory Of(SObjectRow row, SObjectTable? history = null) =>
        new(row, (object?[])row.Values.Clone(), history, history is null ? [] : [.. history.ChildrenOf(row.Id).Select(line => line.Id)]);

    public void Restore()
    {
        for (var slot = 0; slot < row.Table.Width; slot++) row[slot] = slot < values.Length ? values[slot] : null;
        if (row[row.Table.StampField] is DateTimeOffset stamp) row.Table.Stamp(row, stamp);
        foreach (var line in history?.ChildrenOf(row.Id).Where(line => !kept.Contains(line.Id)).ToArray() ?? []) history?.Remove(line);
    }
}
