using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Salesforce;

/// <summary>
/// Records that came along with a row are cut off where they are many; the rest is at an address of its own (page
/// "Understanding Query Results").
/// </summary>
sealed class SalesforceChildren(SalesforceClient client)
{
    public async Task<IReadOnlyList<CrmRow>> CompleteAsync(IReadOnlyList<CrmRow> rows, CancellationToken cancellationToken)
    {
        if (!rows.Any(row => row.Children.Keys.Any(name => Rest(row, name) is not null)))
            return rows;

        var complete = new List<CrmRow>(rows.Count);
        foreach (var row in rows)
            complete.Add(await CompleteAsync(row, cancellationToken));

        return complete;
    }

    async Task<CrmRow> CompleteAsync(CrmRow row, CancellationToken cancellationToken)
    {
        var children = new Dictionary<string, IReadOnlyList<CrmRow>>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, first) in row.Children)
            children[name] = Rest(row, name) is { } rest ? [.. first, .. await client.RestAsync(rest, cancellationToken)] : first;

        return row with { Children = children };
    }

    static string? Rest(CrmRow row, string name) => row[$"{name}.nextRecordsUrl"];
}
