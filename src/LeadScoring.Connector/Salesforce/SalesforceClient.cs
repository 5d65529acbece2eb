using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Salesforce;

/// <summary>The endpoints of the REST API that the connector calls, one method each.</summary>
sealed partial class SalesforceClient(CrmHttp http, CrmAddress address, string version, int pageSize)
{
    readonly string root = $"services/data/v{version.TrimStart('v')}";

    public Task<CrmReply<QueryReply>> QueryAsync(string soql, CancellationToken cancellationToken) =>
        GetPageAsync(address.Of($"{root}/query?q={Uri.EscapeDataString(soql)}"), cancellationToken);

    /// <summary>Deleted and merged records too; the pages after the first hold them as well, though their address says query.</summary>
    public Task<CrmReply<QueryReply>> QueryAllAsync(string soql, CancellationToken cancellationToken) =>
        GetPageAsync(address.Of($"{root}/queryAll?q={Uri.EscapeDataString(soql)}"), cancellationToken);

    public Task<CrmReply<QueryReply>> QueryToolingAsync(string soql, CancellationToken cancellationToken) =>
        GetPageAsync(address.Of($"{root}/tooling/query?q={Uri.EscapeDataString(soql)}"), cancellationToken);

    /// <param name="nextRecordsUrl">As the page before gave it; followed as it is.</param>
    public Task<CrmReply<QueryReply>> NextAsync(string nextRecordsUrl, CancellationToken cancellationToken) =>
        GetPageAsync(address.Follow(nextRecordsUrl), cancellationToken);

    /// <summary>Every row of a query, with as many calls as it has pages.</summary>
    public async Task<IReadOnlyList<CrmRow>> AllAsync(string soql, CancellationToken cancellationToken)
    {
        var first = (await QueryAsync(soql, cancellationToken)).Body;
        return first.NextRecordsUrl is { } next ? [.. first.Records, .. await RestAsync(next, cancellationToken)] : first.Records;
    }

    /// <param name="nextRecordsUrl">Where the rows that are still to come stand.</param>
    public async Task<IReadOnlyList<CrmRow>> RestAsync(string nextRecordsUrl, CancellationToken cancellationToken)
    {
        var rows = new List<CrmRow>();
        for (string? next = nextRecordsUrl; next is not null;)
        {
            var page = (await NextAsync(next, cancellationToken)).Body;
            rows.AddRange(page.Records);
            next = page.NextRecordsUrl;
        }

        return rows;
    }

    public Task<CrmReply<DescribeReply>> DescribeAsync(string name, CancellationToken cancellationToken) =>
        http.SendAsync(
            new(HttpMethod.Get, address.Of($"{root}/sobjects/{Uri.EscapeDataString(name)}/describe"), "describe"),
            SalesforceJson.Default.DescribeReply,
            cancellationToken);

    /// <summary>One user: a small query of what passes ask anyway. The limits stand in the headers of every answer.</summary>
    public Task LookAsync(CancellationToken cancellationToken) =>
        http.SendAsync(
            new(HttpMethod.Get, address.Of($"{root}/query?q={Uri.EscapeDataString("SELECT Id FROM User LIMIT 1")}"), CrmCall.Look),
            SalesforceJson.Default.QueryReply,
            cancellationToken);

    /// <summary>Updates up to 200 records; the results stand in the order of the records, whatever became of them.</summary>
    public Task<CrmReply<List<SaveReply>>> UpdateAsync(ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        var call = new CrmCall(HttpMethod.Patch, address.Of($"{root}/composite/sobjects"), "update")
        {
            Json = json,
            Headers = Header("Sforce-Auto-Assign", "FALSE"),
            Writes = true,
        };
        return http.SendAsync(call, SalesforceJson.Default.ListSaveReply, cancellationToken);
    }

    Task<CrmReply<QueryReply>> GetPageAsync(Uri page, CancellationToken cancellationToken)
    {
        var call = new CrmCall(HttpMethod.Get, page, "query")
        {
            Headers = Header("Sforce-Query-Options", $"batchSize={pageSize}"),
        };
        return http.SendAsync(call, SalesforceJson.Default.QueryReply, cancellationToken);
    }

    static Dictionary<string, string> Header(string name, string value) => new(StringComparer.Ordinal) { [name] = value };
}
