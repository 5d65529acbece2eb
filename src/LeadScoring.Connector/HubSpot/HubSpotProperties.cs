using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.HubSpot;

/// <summary>
/// The properties a stream asks for. The body of a search may have 3,000 characters; when the names do not fit, the
/// search asks for the identity of the rows and a batch read for the rest.
/// </summary>
sealed class HubSpotProperties
{
    /// <summary>The records that were merged into this one, with semicolons between.</summary>
    public const string Merged = "hs_merged_object_ids";

    /// <summary>The rest of the 3,000 is left to filters and sort.</summary>
    const int LongestNames = 2_400;

    const int BatchSize = 100;

    static readonly string[] Identity =
        ["firstname", "lastname", "email", "hubspot_owner_id", "createdate", HubSpotQuery.Stamp];

    readonly CrmStream stream;
    readonly string[] all;
    readonly bool isTooLong;

    public HubSpotProperties(CrmStream stream)
    {
        this.stream = stream;
        var scope = stream.Scope;
        var known = new[] { scope.HotField, Merged }.Where(stream.Described.Fields.ContainsKey);
        string[] asked = [.. Identity, scope.StatusField, .. known, .. scope.AllFields];
        all = [.. asked.Distinct(StringComparer.OrdinalIgnoreCase)];
        isTooLong = all.Sum(name => name.Length + 3) > LongestNames;
    }

    public IReadOnlyList<string> All => all;

    public IReadOnlyList<string> InSearch => isTooLong ? Identity : all;

    public static string[] Absorbed(HubSpotObject row) =>
        row.Properties[Merged]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    /// <summary>A row that is gone by now is left out; a survivor answers for its loser too.</summary>
    public async Task<(IReadOnlyList<CrmRecord> Rows, IReadOnlyList<string> LeftOut)> CompleteAsync(
        HubSpotClient client, IReadOnlyList<CrmRecord> rows, CancellationToken cancellationToken)
    {
        if (!isTooLong)
            return (rows, []);

        var complete = new List<CrmRecord>(rows.Count);
        var leftOut = new List<string>();
        foreach (var batch in rows.Chunk(BatchSize))
        {
            var request = new ReadRequest(all, [], [.. batch.Select(row => new ReadInput(row.Id))]);
            var reply = await client.ReadAsync(stream.Scope.Name, request, cancellationToken);
            var found = reply.Body.Results.DistinctBy(row => row.Id).ToDictionary(row => row.Id, row => row.Properties.Values, StringComparer.Ordinal);
            leftOut.AddRange(HubSpotLeftOut.Of([.. batch.Select(row => row.Id)], reply.Body));
            complete.AddRange(batch.Where(row => found.ContainsKey(row.Id)).Select(row => row with { Fields = found[row.Id] }));
        }

        return (complete, leftOut);
    }
}
