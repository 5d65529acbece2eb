using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Checks;

/// <summary>
/// Reads the newest of every stream of activities that the mapping needs, as a pass would: nothing else proves at once that
/// the object is there, that it may be read, and that the fields exist which signals match on.
/// </summary>
sealed class ActivityCheck(ConnectionOptions connection, ICrm crm, TimeProvider time)
{
    public async Task<IReadOnlyList<Finding>> OfAsync(IReadOnlyList<ActivityStream> streams, CancellationToken cancellationToken)
    {
        List<Finding> findings = [];
        foreach (var stream in streams)
        {
            try
            {
                await ReadAsync(stream, cancellationToken);
                findings.AddRange(await LackingAsync(stream, cancellationToken));
            }
            catch (CrmException refusal) when (refusal.Failure == CrmFailure.VersionRetired)
            {
                findings.Add(FindingKinds.ActivitiesPaused.In(
                    connection.Name, $"{stream.Object} cannot be read: {refusal.Message} The signals on it are paused.",
                    $"See that {connection.BaseUrl} serves it in version {connection.ApiVersion}, or take its signals out of the mapping file."));
            }
            catch (CrmException refusal) when (refusal.Failure == CrmFailure.Rejected)
            {
                findings.Add(FindingKinds.ActivitiesPaused.In(
                    connection.Name, $"{refusal.Message} The signals on it are paused.", refusal.Remedy ?? "Run check again."));
            }
        }

        return findings;
    }

    async Task ReadAsync(ActivityStream stream, CancellationToken cancellationToken)
    {
        var window = new ReadWindow(new Cursor(time.GetUtcNow(), ""), Until: null, ReadWindow.Nothing);
        await using var pages = crm.ReadActivitiesAsync(stream, window, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await pages.MoveNextAsync();
    }

    /// <summary>A query of Salesforce is refused for such a field; a search of HubSpot leaves it out without a word.</summary>
    async Task<IReadOnlyList<Finding>> LackingAsync(ActivityStream stream, CancellationToken cancellationToken)
    {
        string[] matched = [.. stream.MatchedFields().Distinct(StringComparer.Ordinal)];
        if (connection.Crm != CrmKind.HubSpot || matched.Length == 0)
            return [];

        var existing = await crm.Admin.ExistingAsync(stream.Object, matched, cancellationToken);
        return
        [
            .. matched.Where(field => !existing.Contains(field)).Select(field => FindingKinds.FieldMissing.In(
                connection.Name, $"{stream.Object}.{field} does not exist in {connection.Crm}, so no signal that matches on it ever counts.",
                "Correct matching in the mapping file, or create the property.")),
        ];
    }
}
