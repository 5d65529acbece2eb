using System.Collections.Frozen;
using System.Net;
using System.Text.Json;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Setup;

namespace LeadScoring.Connector.HubSpot;

/// <summary>What check asks of an account.</summary>
sealed class HubSpotAdmin(HubSpotClient client) : ICrmAdmin
{
    /// <summary>HubSpot shows a token every property there is, so a field that cannot be seen does not exist.</summary>
    public async Task<IReadOnlySet<string>> ExistingAsync(
        string objectName, IReadOnlyList<string> fields, CancellationToken cancellationToken)
    {
        var reply = await client.PropertiesAsync(objectName, cancellationToken);
        return reply.Body.Results.Select(property => property.Name).Intersect(fields, StringComparer.Ordinal).ToFrozenSet();
    }

    /// <summary>No endpoint tells what a record page shows.</summary>
    public Task<IReadOnlySet<string>?> OnPagesAsync(string objectName, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlySet<string>?>(null);

    /// <summary>
    /// That the right is asked for before the body is looked at is [unverified]; any other answer, and none at all, counts as
    /// leave: what becomes of an update of no record is no pass's concern.
    /// </summary>
    public async Task<bool> MayUpdateAsync(string objectName, CancellationToken cancellationToken)
    {
        try
        {
            await client.UpdateNothingAsync(objectName, cancellationToken);
            return true;
        }
        catch (CrmException refusal) when (refusal.Failure is CrmFailure.Rejected or CrmFailure.Unavailable or CrmFailure.Throttled)
        {
            return refusal.Status != HttpStatusCode.Forbidden;
        }
    }

    public Task<bool> FindsByStampAsync(string objectName, CancellationToken cancellationToken) =>
        FindsByAsync(objectName, HubSpotQuery.Stamp, cancellationToken);

    /// <summary>
    /// Some objects have a stamp that a search accepts and then finds nothing by. Only a search proves the right one; where
    /// no record exists, there is nothing to find.
    /// </summary>
    public async Task<bool> FindsByAsync(string objectName, string stamp, CancellationToken cancellationToken)
    {
        var any = new SearchRequest([], [], [stamp], Limit: 1, After: null);
        return !await FindsAsync(objectName, any, cancellationToken) || await FindsAsync(
            objectName, any with { FilterGroups = [new([new(stamp, "GTE", "0")])], Sorts = [new(stamp, "ASCENDING")] }, cancellationToken);
    }

    async Task<bool> FindsAsync(string objectName, SearchRequest search, CancellationToken cancellationToken)
    {
        var found = await client.SearchAsync(
            objectName, JsonSerializer.SerializeToUtf8Bytes(search, HubSpotJson.Default.SearchRequest), cancellationToken);
        return found.Body.Results.Count > 0;
    }

    public Task<SetupPlan> PlanAsync(IReadOnlyList<NewField> fields, CancellationToken cancellationToken) =>
        new HubSpotSetup(client, this).PlanAsync(fields, cancellationToken);
}
