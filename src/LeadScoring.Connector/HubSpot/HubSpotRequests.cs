namespace LeadScoring.Connector.HubSpot;

sealed record SearchRequest(
    IReadOnlyList<FilterGroup> FilterGroups, IReadOnlyList<Sort> Sorts, IReadOnlyList<string> Properties, int Limit, string? After);

sealed record FilterGroup(IReadOnlyList<Filter> Filters);

sealed record Filter(string PropertyName, string Operator, string? Value)
{
    /// <summary>For the operator IN, which takes no single value.</summary>
    public IReadOnlyList<string>? Values { get; init; }
}

sealed record Sort(string PropertyName, string Direction);

sealed record ReadRequest(
    IReadOnlyList<string> Properties, IReadOnlyList<string> PropertiesWithHistory, IReadOnlyList<ReadInput> Inputs);

sealed record ReadInput(string Id);

sealed record AssociationsRequest(IReadOnlyList<AssociationInput> Inputs);

/// <param name="After">The place HubSpot gave for the next page of this record.</param>
sealed record AssociationInput(string Id, string? After = null);

sealed record UpdateRequest(IReadOnlyList<UpdateInput> Inputs);

/// <param name="ObjectWriteTraceId">Comes back with the error of this row.</param>
sealed record UpdateInput(string Id, IReadOnlyDictionary<string, string> Properties, string ObjectWriteTraceId);
