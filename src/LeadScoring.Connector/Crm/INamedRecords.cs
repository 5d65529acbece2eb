namespace LeadScoring.Connector.Crm;

/// <summary>Reads records by their ids, past any search index.</summary>
interface INamedRecords
{
    /// <summary>
    /// The records as they stand, with the whole history of the stream's history fields. What the CRM does not find is
    /// left out; a record merged away shows as the one that goes on.
    /// </summary>
    /// <returns>Without a place: other records of the same time were not read.</returns>
    Task<CrmPage> ReadAsync(CrmStream stream, IReadOnlyCollection<string> ids, CancellationToken cancellationToken);

    /// <summary>Records of activities, whether or not they have been seen; without a place, too.</summary>
    Task<ActivityPage> ReadAsync(ActivityStream stream, IReadOnlyCollection<string> ids, CancellationToken cancellationToken);

    /// <summary>Of these records of an object those that a search lists: a deleted or merged one is not among them.</summary>
    Task<IReadOnlySet<string>> ListedAsync(string objectName, IReadOnlyCollection<string> ids, CancellationToken cancellationToken);
}
