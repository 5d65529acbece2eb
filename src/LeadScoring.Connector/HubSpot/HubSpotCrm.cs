using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.HubSpot;

/// <summary>A HubSpot account. History is kept per record, so it comes with the records, in one stream.</summary>
sealed class HubSpotCrm(HubSpotClient client, CrmAccount account, TimeProvider time, int pageSize) : ICrm
{
    readonly HubSpotReader reader = new(client, pageSize);
    readonly HubSpotActivities activities = new(client, pageSize);
    readonly HubSpotWriter writer = new(client, time);
    readonly HubSpotFields fields = new(client);
    readonly HubSpotOwners owners = new(client);
    readonly HubSpotPresence presence = new(client);

    public CrmAccount Account => account;

    public bool HidesDeleted => true;

    public Task LookAsync(CancellationToken cancellationToken) => client.LookAsync(cancellationToken);

    public ICrmAdmin Admin { get; } = new HubSpotAdmin(client);

    public Alerts.ICrmAlerts Alerts { get; } = new HubSpotAlerts(client);

    public INamedRecords Named { get; } = new HubSpotNamed(client, pageSize);

    public Task<CrmObject> DescribeAsync(ObjectScope scope, CancellationToken cancellationToken) =>
        fields.DescribeAsync(scope, cancellationToken);

    public async Task<CrmOwners> OwnersAsync(CancellationToken cancellationToken) => new(await owners.ReadAsync(cancellationToken));

    public IReadOnlyList<CrmStream> Streams(ObjectScope scope, CrmObject described) =>
        [new(scope.Name, scope, described, described.HistoryOf(scope))];

    public IAsyncEnumerable<CrmPage> ReadAsync(CrmStream stream, ReadWindow window, CancellationToken cancellationToken) =>
        reader.ReadAsync(stream, window, cancellationToken);

    public IReadOnlyList<ActivityStream> ActivityStreams(ActivityScope scope) => HubSpotActivities.Streams(scope);

    public IAsyncEnumerable<ActivityPage> ReadActivitiesAsync(
        ActivityStream stream, ReadWindow window, CancellationToken cancellationToken) =>
        activities.ReadAsync(stream, window, cancellationToken);

    public Task<IReadOnlySet<string>> DeletedAsync(
        ActivityStream stream, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        activities.DeletedAsync(stream, ids, cancellationToken);

    public Task<IReadOnlyList<Vanished>> VanishedAsync(
        CrmObject described, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        presence.VanishedAsync(described, ids, cancellationToken);

    public IAsyncEnumerable<WriteResult> WriteAsync(
        CrmObject described, IReadOnlyList<RecordWrite> writes, CancellationToken cancellationToken) =>
        writer.WriteAsync(described, writes, cancellationToken);
}
