namespace LeadScoring.Connector.Crm;

/// <summary>
/// One CRM account as the pipeline sees it. Every method throws <see cref="CrmException"/> when a call failed for good;
/// what is worth a retry has been retried before. All times are the CRM's.
/// </summary>
interface ICrm
{
    CrmAccount Account { get; }

    CallCounter Calls => Account.Calls;

    /// <summary>What <c>check</c> and <c>setup</c> ask besides.</summary>
    ICrmAdmin Admin { get; }

    /// <summary>As the newest reply told; null until one does.</summary>
    CrmQuota? Quota => Account.Quota;

    /// <summary>The CRM's own ways to tell people something.</summary>
    Alerts.ICrmAlerts Alerts { get; }

    /// <summary>One call whose answer tells how much of the allocation is used.</summary>
    Task LookAsync(CancellationToken cancellationToken);

    /// <summary>The fields of a mapped object, and which of them keep a history.</summary>
    Task<CrmObject> DescribeAsync(ObjectScope scope, CancellationToken cancellationToken);

    /// <summary>The same description, with those of its untold fields that a change has shown to be tracked meanwhile.</summary>
    Task<CrmObject> LookAgainAsync(CrmObject described, CancellationToken cancellationToken) => Task.FromResult(described);

    /// <summary>Users and queues with the roles, groups and teams they belong to, directly or through nested ones.</summary>
    Task<CrmOwners> OwnersAsync(CancellationToken cancellationToken);

    /// <summary>What has to be read for the scope: one stream of records per object, and one of its history where that is apart.</summary>
    IReadOnlyList<CrmStream> Streams(ObjectScope scope, CrmObject described);

    /// <summary>
    /// The pages of a stream inside the window, in the order of (stamp, id). A page is kept before the cursor of a later one;
    /// the next may be asked for, and its unseen rows chosen, meanwhile.
    /// </summary>
    IAsyncEnumerable<CrmPage> ReadAsync(CrmStream stream, ReadWindow window, CancellationToken cancellationToken);

    /// <summary>The streams that tell of the wanted kinds of activities: one for each object of the CRM that records them.</summary>
    IReadOnlyList<ActivityStream> ActivityStreams(ActivityScope scope);

    /// <summary>The pages of a stream of activities inside the window, in the order of (stamp, id); deleted ones too where the CRM tells.</summary>
    IAsyncEnumerable<ActivityPage> ReadActivitiesAsync(ActivityStream stream, ReadWindow window, CancellationToken cancellationToken);

    /// <summary>Reads records by their ids; null where nothing tells of single records.</summary>
    INamedRecords? Named => null;

    /// <inheritdoc cref="INamedRecords.ListedAsync"/>
    /// <returns>All of them where nothing tells.</returns>
    async Task<IReadOnlySet<string>> ListedAsync(string objectName, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        Named is { } named ? await named.ListedAsync(objectName, ids, cancellationToken) : ids.ToHashSet(StringComparer.Ordinal);

    /// <summary>Reading does not tell of deleted records, so they have to be asked for.</summary>
    bool HidesDeleted => false;

    /// <summary>Of these records those that are deleted, or merged into another.</summary>
    Task<IReadOnlyList<Vanished>> VanishedAsync(CrmObject described, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Vanished>>([]);

    /// <summary>Of these records of a stream those that are deleted; none where reading the stream tells of them.</summary>
    Task<IReadOnlySet<string>> DeletedAsync(ActivityStream stream, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlySet<string>>(System.Collections.Frozen.FrozenSet<string>.Empty);

    /// <summary>Updates records of one object; one result for each write, in the same order. Any number of writes.</summary>
    IAsyncEnumerable<WriteResult> WriteAsync(CrmObject described, IReadOnlyList<RecordWrite> writes, CancellationToken cancellationToken);
}
