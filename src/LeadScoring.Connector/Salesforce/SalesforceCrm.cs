using LeadScoring.Connector.Crm;
using Microsoft.Extensions.Logging;

namespace LeadScoring.Connector.Salesforce;

/// <summary>A Salesforce org. Records and their field history are streams of their own.</summary>
sealed class SalesforceCrm(
    SalesforceClient client, SalesforcePages pages, CrmAccount account, CrmAddress address, TimeProvider time, ILogger logger) : ICrm
{
    readonly SalesforceReader reader = new(pages);
    readonly SalesforceActivities activities = new(client, pages);
    readonly SalesforceWriter writer = new(client, time);
    readonly SalesforceFields fields = new(client);
    readonly SalesforceOwners owners = new(client, logger);

    public CrmAccount Account => account;

    public Task LookAsync(CancellationToken cancellationToken) => client.LookAsync(cancellationToken);

    public ICrmAdmin Admin { get; } = new SalesforceAdmin(client);

    public Alerts.ICrmAlerts Alerts { get; } = new SalesforceAlerts(client, address);

    public Task<CrmObject> DescribeAsync(ObjectScope scope, CancellationToken cancellationToken) =>
        fields.DescribeAsync(scope, cancellationToken);

    public Task<CrmObject> LookAgainAsync(CrmObject described, CancellationToken cancellationToken) =>
        fields.LookAgainAsync(described, cancellationToken);

    public Task<CrmOwners> OwnersAsync(CancellationToken cancellationToken) => owners.ReadAsync(cancellationToken);

    public IReadOnlyList<CrmStream> Streams(ObjectScope scope, CrmObject described)
    {
        var records = new CrmStream(scope.Name, scope, described, []);
        var tracked = described.HistoryOf(scope);
        return tracked.Count == 0 ? [records] : [records, new($"{scope.Name}History", scope, described, tracked)];
    }

    public IAsyncEnumerable<CrmPage> ReadAsync(CrmStream stream, ReadWindow window, CancellationToken cancellationToken) =>
        stream.HistoryFields.Count > 0
            ? reader.HistoryAsync(stream, window, cancellationToken)
            : reader.RecordsAsync(stream, window, cancellationToken);

    public IReadOnlyList<ActivityStream> ActivityStreams(ActivityScope scope) => SalesforceActivities.Streams(scope);

    public IAsyncEnumerable<ActivityPage> ReadActivitiesAsync(
        ActivityStream stream, ReadWindow window, CancellationToken cancellationToken) =>
        activities.ReadAsync(stream, window, cancellationToken);

    public IAsyncEnumerable<WriteResult> WriteAsync(
        CrmObject described, IReadOnlyList<RecordWrite> writes, CancellationToken cancellationToken) =>
        writer.WriteAsync(described, writes, cancellationToken);
}
