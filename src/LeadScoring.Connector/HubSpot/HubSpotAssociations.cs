using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.HubSpot;

/// <summary>Whom records are with.</summary>
sealed class HubSpotAssociations(HubSpotClient client)
{
    /// <summary>The most inputs of a batch read.</summary>
    public const int AtOnce = 1000;

    /// <returns>By id; a record that concerns nobody of the mapped objects is left out.</returns>
    public async Task<IReadOnlyDictionary<string, CrmPerson[]>> ReadAsync(
        ActivityStream stream, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var people = new List<(string Id, CrmPerson Person)>();
        foreach (var mapped in stream.Scope.Objects)
        {
            foreach (var batch in ids.Chunk(AtOnce))
                people.AddRange(await ReadAsync(stream.Object, mapped, batch, cancellationToken));
        }

        return people.GroupBy(pair => pair.Id, StringComparer.Ordinal)
            .ToDictionary(pairs => pairs.Key, pairs => pairs.Select(pair => pair.Person).Distinct().ToArray(), StringComparer.Ordinal);
    }

    /// <summary>A record with very many people tells the others on further pages.</summary>
    async Task<IReadOnlyList<(string Id, CrmPerson Person)>> ReadAsync(
        string from, string to, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var people = new List<(string Id, CrmPerson Person)>();
        AssociationInput[] inputs = [.. ids.Select(id => new AssociationInput(id))];
        while (inputs.Length > 0)
        {
            var reply = await client.AssociationsAsync(from, to, new(inputs), cancellationToken);
            people.AddRange(
                from result in reply.Body.Results
                from other in result.To
                select (result.From.Id, new CrmPerson(to, other["toObjectId"] ?? other.Text("id"))));
            inputs = [.. reply.Body.Results
                .Where(result => result.Paging?.Next?.After is not null)
                .Select(result => new AssociationInput(result.From.Id, result.Paging?.Next?.After))];
        }

        return people;
    }
}
