using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Salesforce;

/// <summary>
/// Follows fields of related records, such as RecordType.DeveloperName: a describe names the relationship of a reference
/// and the object it leads to. Each related object is described once.
/// </summary>
sealed class SalesforcePaths(Func<string, CancellationToken, Task<DescribeReply>> describeAsync)
{
    readonly Dictionary<string, DescribeReply?> described = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The field at the end of the path, by the name of the path; null when the sign-in sees none there.</summary>
    public async Task<DescribedField?> FindAsync(DescribeReply start, string path, CancellationToken cancellationToken)
    {
        var steps = path.Split('.');
        var current = start;
        foreach (var step in steps[..^1])
        {
            var reference = current.Fields.FirstOrDefault(field => string.Equals(field.RelationshipName, step, StringComparison.OrdinalIgnoreCase));
            if (reference is null)
                return null;
            if (reference.ReferenceTo is not [var target])
                return new() { Name = path, Type = "string", Updateable = false }; // leads to objects of several kinds: only the query itself can tell
            if (await RelatedAsync(target, cancellationToken) is not { } related)
                return null;

            current = related;
        }

        var found = current.Fields.FirstOrDefault(field => string.Equals(field.Name, steps[^1], StringComparison.OrdinalIgnoreCase));
        return found is null ? null : found with { Name = path, Updateable = false };
    }

    async Task<DescribeReply?> RelatedAsync(string name, CancellationToken cancellationToken)
    {
        if (!described.TryGetValue(name, out var reply))
            described[name] = reply = await AskAsync(name, cancellationToken);
        return reply;
    }

    /// <summary>Null where the sign-in may not see the object at all.</summary>
    async Task<DescribeReply?> AskAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await describeAsync(name, cancellationToken);
        }
        catch (CrmException failure) when (failure.Failure == CrmFailure.Rejected)
        {
            return null;
        }
    }
}
