using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.HubSpot;

/// <summary>
/// Tells which records are gone: a search just leaves them out. A batch read names deleted ones among its errors, and
/// answers a merged one with the record it was merged into. One that is not spoken of at all counts as there.
/// </summary>
sealed class HubSpotPresence(HubSpotClient client)
{
    const int BatchSize = 100;

    public async Task<IReadOnlyList<Vanished>> VanishedAsync(
        CrmObject described, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        string[] asked = described.Fields.ContainsKey(HubSpotProperties.Merged) ? [HubSpotProperties.Merged] : [];
        List<Vanished> vanished = [];
        foreach (var batch in ids.Chunk(BatchSize))
        {
            var request = new ReadRequest(asked, [], [.. batch.Select(id => new ReadInput(id))]);
            var reply = await client.ReadAsync(described.Name, request, cancellationToken, "presence");
            var found = reply.Body.Results.Select(row => row.Id).ToHashSet(StringComparer.Ordinal);
            vanished.AddRange(batch.Where(id => !found.Contains(id)).Select(id => Fate(id, reply.Body)).OfType<Vanished>());
        }

        return vanished;
    }

    static Vanished? Fate(string id, ObjectsReply reply)
    {
        if (reply.Results.FirstOrDefault(row => HubSpotProperties.Absorbed(row).Contains(id, StringComparer.Ordinal)) is { } survivor)
            return new(id, survivor.Id);

        return reply.Errors.Any(error => error.Category == HubSpotErrors.NotFound && error.Names("ids", id)) ? new(id, MergedInto: null) : null;
    }
}
