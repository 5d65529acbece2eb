using System.Collections.Frozen;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Salesforce;

/// <summary>Describes an object: its fields, and of the fields that matter those whose history is kept.</summary>
sealed class SalesforceFields(SalesforceClient client)
{
    const string OwnerField = "OwnerId";

    public async Task<CrmObject> DescribeAsync(ObjectScope scope, CancellationToken cancellationToken)
    {
        var described = await DescribeAsync(scope.Name, cancellationToken);
        var related = await RelatedAsync(described, scope, cancellationToken);
        var fields = described.Fields.Concat(related).Select(Field).ToFrozenDictionary(field => field.Name, StringComparer.OrdinalIgnoreCase);
        string[] asked =
        [
            .. scope.Watched.Prepend(OwnerField).Prepend(scope.HotField).Prepend(scope.StatusField)
                .Where(fields.ContainsKey).Select(name => fields[name].Name).Distinct(StringComparer.Ordinal),
        ];
        var tracked = await TrackedAsync(scope.Name, asked, cancellationToken);
        var histories = tracked.Select(field => field == OwnerField ? SalesforceHistory.Owner : field);
        return new(scope.Name, fields, histories.ToFrozenSet(StringComparer.OrdinalIgnoreCase));
    }

    async Task<List<DescribedField>> RelatedAsync(DescribeReply described, ObjectScope scope, CancellationToken cancellationToken)
    {
        var paths = new SalesforcePaths(DescribeAsync);
        var found = new List<DescribedField>();
        foreach (var path in scope.Profile.Where(field => field.Contains('.', StringComparison.Ordinal)))
        {
            if (await paths.FindAsync(described, path, cancellationToken) is { } field)
                found.Add(field);
        }

        return found;
    }

    /// <summary>404 is the answer to an unknown object and to an unknown version; a query knows the difference.</summary>
    async Task<DescribeReply> DescribeAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.DescribeAsync(name, cancellationToken)).Body;
        }
        catch (CrmException failure) when (failure.Failure == CrmFailure.VersionRetired)
        {
            await client.QueryAsync($"SELECT Id FROM {name} LIMIT 1", cancellationToken);
            throw;
        }
    }

    async Task<IReadOnlyList<string>> TrackedAsync(string name, IReadOnlyList<string> asked, CancellationToken cancellationToken)
    {
        if (asked.Count == 0)
            return [];

        var defined = await DefinedAsync(name, asked, cancellationToken);
        string[] unknown = [.. asked.Where(field => !defined.ContainsKey(field) && field != OwnerField)];
        return [.. asked.Where(field => defined.GetValueOrDefault(field)), .. await EvidentAsync(name, unknown, cancellationToken)];
    }

    /// <summary>What the definitions say of each field; nothing of those the sign-in may not see.</summary>
    async Task<IReadOnlyDictionary<string, bool>> DefinedAsync(
        string name, IReadOnlyList<string> asked, CancellationToken cancellationToken)
    {
        var fields = string.Join(',', asked.Select(SalesforceQuery.Quote));
        try
        {
            var reply = await client.QueryToolingAsync(
                "SELECT QualifiedApiName, IsFieldHistoryTracked FROM FieldDefinition "
                + $"WHERE EntityDefinition.QualifiedApiName = {SalesforceQuery.Quote(name)} AND QualifiedApiName IN ({fields})",
                cancellationToken);
            return reply.Body.Records
                .Where(row => row["QualifiedApiName"] is not null && row["IsFieldHistoryTracked"] is not null)
                .DistinctBy(row => row.Text("QualifiedApiName"), StringComparer.OrdinalIgnoreCase)
                .ToDictionary(
                    row => row.Text("QualifiedApiName"), row => row["IsFieldHistoryTracked"] == "true", StringComparer.OrdinalIgnoreCase);
        }
        catch (CrmException failure) when (IsRefused(failure))
        {
            return FrozenDictionary<string, bool>.Empty;
        }
    }

    /// <summary>Without the right to see definitions, a history row is the proof that a field is tracked.</summary>
    async Task<IReadOnlyList<string>> EvidentAsync(string name, IReadOnlyList<string> asked, CancellationToken cancellationToken)
    {
        var tracked = new List<string>();
        foreach (var field in asked)
        {
            if (await HasHistoryAsync(name, field, cancellationToken))
                tracked.Add(field);
        }

        return tracked;
    }

    async Task<bool> HasHistoryAsync(string name, string field, CancellationToken cancellationToken)
    {
        try
        {
            var soql = $"SELECT Field FROM {name}History WHERE Field = {SalesforceQuery.Quote(field)} LIMIT 1";
            return (await client.QueryAsync(soql, cancellationToken)).Body.Records.Count > 0;
        }
        catch (CrmException failure) when (IsRefused(failure))
        {
            return false;
        }
    }

    static bool IsRefused(CrmException failure) => failure.Failure is CrmFailure.Rejected or CrmFailure.VersionRetired;

    static CrmField Field(DescribedField field)
    {
        var type = Type(field.Type);
        return new(
            field.Name,
            type,
            type == FieldType.Text ? field.Length : 0,
            type == FieldType.Number ? field.Scale : null,
            field.Updateable,
            [.. field.PicklistValues.Select(choice => choice.Value).OfType<string>()]);
    }

    static FieldType Type(string type) => type switch
    {
        "boolean" => FieldType.Flag,
        "double" or "currency" or "int" or "long" or "percent" => FieldType.Number,
        "date" => FieldType.Day,
        "datetime" => FieldType.Time,
        "picklist" or "multipicklist" or "combobox" => FieldType.Choice,
        _ => FieldType.Text,
    };
}
