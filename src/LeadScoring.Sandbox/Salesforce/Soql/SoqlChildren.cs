namespace LeadScoring.Sandbox.Salesforce.Soql;

/// <summary>
/// A query on a child relationship: for each parent a result of its own, null where there are no children (page
/// "Understanding Query Results"). That many children are handed out in pages of their own is not emulated.
/// </summary>
sealed class SoqlChildren(SoqlQuery query, SObjectTable table, string parentField, SoqlSelection selection, Func<SObjectRow, SoqlQuery, string, List<SObjectRow>> read)
{
    public string Relationship { get; } = table.Field(parentField)?.Children ?? query.From;

    public SoqlResult? Of(SObjectRow parent)
    {
        var rows = read(parent, query, parentField);
        return rows.Count == 0 ? null : new(rows.Count, [.. rows.Select(selection.Read)]);
    }
}
