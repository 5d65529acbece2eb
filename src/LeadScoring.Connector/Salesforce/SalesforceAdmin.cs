using System.Collections.Frozen;
using System.Net;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Setup;

namespace LeadScoring.Connector.Salesforce;

/// <summary>What check asks of an org. Its definitions know every field; its describe only those the user may see.</summary>
sealed class SalesforceAdmin(SalesforceClient client) : ICrmAdmin
{
    public async Task<IReadOnlySet<string>> ExistingAsync(
        string objectName, IReadOnlyList<string> fields, CancellationToken cancellationToken)
    {
        var names = string.Join(',', fields.Select(SalesforceQuery.Quote));
        var reply = await client.QueryToolingAsync(
            "SELECT QualifiedApiName FROM FieldDefinition "
            + $"WHERE EntityDefinition.QualifiedApiName = {SalesforceQuery.Quote(objectName)} AND QualifiedApiName IN ({names})",
            cancellationToken);
        return reply.Body.Records.Select(row => row.Text("QualifiedApiName")).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    public async Task<IReadOnlySet<string>?> OnPagesAsync(string objectName, CancellationToken cancellationToken) =>
        (await client.LayoutsAsync(objectName, cancellationToken)).Body.Fields.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public async Task<bool> MayUpdateAsync(string objectName, CancellationToken cancellationToken) =>
        (await client.DescribeAsync(objectName, cancellationToken)).Body.Updateable != false;

    /// <summary>Every object that can be queried has SystemModstamp; without records there is nothing to find.</summary>
    public async Task<bool> FindsByStampAsync(string objectName, CancellationToken cancellationToken)
    {
        var any = await client.QueryAsync($"SELECT Id FROM {objectName} LIMIT 1", cancellationToken);
        if (any.Body.Records.Count == 0)
            return true;

        var found = await client.QueryAsync(
            $"SELECT Id FROM {objectName} WHERE SystemModstamp >= 1999-01-01T00:00:00Z ORDER BY SystemModstamp LIMIT 1", cancellationToken);
        return found.Body.Records.Count > 0;
    }

    public async Task<bool> TellsOfDeletedAsync(string objectName, CancellationToken cancellationToken)
    {
        try
        {
            await client.QueryAllAsync($"SELECT Id FROM {objectName} LIMIT 1", cancellationToken);
            return true;
        }
        catch (CrmException failure) when (failure.Status == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    public Task<SetupPlan> PlanAsync(IReadOnlyList<NewField> fields, CancellationToken cancellationToken) =>
        new SalesforceSetup(client, this).PlanAsync(fields, cancellationToken);
}
