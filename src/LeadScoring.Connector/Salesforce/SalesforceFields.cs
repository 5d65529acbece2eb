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
        var fields = described.Fields.Concat(related)
            .Where(field => field.Name.Length > 0)
            .DistinctBy(field => field.Name, StringComparer.OrdinalIgnoreCase)
            .Select(Field)
            .ToFrozenDictionary(field => field.Name, StringComparer.OrdinalIgnoreCase);
        string[] asked =
        [
            .. scope.Watched.Prepend(OwnerField).Prepend(scope.HotField).Prepend(scope.StatusField)
                .Where(fields.ContainsKey).Select(name => fields[name].Name).Distinct(StringComparer.Ordinal),
        ];
        var defined = await DefinedAsync(scope.Name, asked, cancellationToken);
        return await LookAgainAsync(
            new(scope.Name, fields, Set(asked.Where(field => defined.GetValueOrDefault(field)).Select(HistoryName)))
            {
                Untold = Set(asked.Where(field => !defined.ContainsKey(field) && field != OwnerField)),
            },
            cancellationToken);
    }

    /// <summary>
    /// Without the right to see definitions, a history row is the proof that a field is tracked. Each answer names one field,
    /// so fields without a row cost one call together.
    /// </summary>
    public async Task<CrmObject> LookAgainAsync(CrmObject described, CancellationToken cancellationToken)
    {
        while (described.Untold.Count > 0)
        {
            if (await ChangedAsync(described, cancellationToken) is not { } rows)
                return described with { Untold = FrozenSet<string>.Empty };
            if (rows is not [var row, ..] || row["Field"] is not { } shown || !described.Untold.Contains(shown))
                return described;

            described = described with { Tracked = Set([.. described.Tracked, shown]), Untold = Set(described.Untold.Where(field => !Same(field, shown))) };
        }

        return described;
    }

    static string HistoryName(string field) => field == OwnerField ? SalesforceHistory.Owner : field;

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

    /// <summary>What the definitions say of each field; nothing of those the sign-in may not see.</summary>
    async Task<IReadOnlyDictionary<string, bool>> DefinedAsync(
        string name, IReadOnlyList<string> asked, CancellationToken cancellationToken)
    {
        if (asked.Count == 0)
            return FrozenDictionary<string, bool>.Empty;

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

    /// <returns>Null where the object has no history that can be read, and so none of its fields is tracked.</returns>
    async Task<IReadOnlyList<CrmRow>?> ChangedAsync(CrmObject described, CancellationToken cancellationToken)
    {
        var fields = string.Join(',', described.Untold.Order(StringComparer.Ordinal).Select(SalesforceQuery.Quote));
        try
        {
            return (await client.QueryAsync($"SELECT Field FROM {described.Name}History WHERE Field IN ({fields}) LIMIT 1", cancellationToken)).Body.Records;
        }
        catch (CrmException failure) when (IsRefused(failure))
        {
            return null;
        }
    }

    static FrozenSet<string> Set(IEnumerable<string> fields) => fields.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    static bool IsRefused(CrmException failure) => failure.Failure is CrmFailure.Rejected or CrmFailure.VersionRetired;

    static CrmField Field(DescribedField field)
    {
        var type = Type(field.Type);
        return new(
            field.Name,
            type,
            type == FieldType.Text ? field.Length ?? 0 : 0,
            type == FieldType.Number ? field.Scale : null,
            field.IsWritable,
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
