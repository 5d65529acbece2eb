using LeadScoring.Connector.Alerts;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>A CRM that goes out of reach before the first field is written.</summary>
sealed class BrokenWriting(ICrm crm) : ICrm
{
    public CrmAccount Account => crm.Account;

    public ICrmAdmin Admin => crm.Admin;

    public ICrmAlerts Alerts => crm.Alerts;

    public Task LookAsync(CancellationToken cancellationToken) => crm.LookAsync(cancellationToken);

    public Task<CrmObject> DescribeAsync(ObjectScope scope, CancellationToken cancellationToken) => crm.DescribeAsync(scope, cancellationToken);

    public Task<CrmOwners> OwnersAsync(CancellationToken cancellationToken) => crm.OwnersAsync(cancellationToken);

    public IReadOnlyList<CrmStream> Streams(ObjectScope scope, CrmObject described) => crm.Streams(scope, described);

    public IAsyncEnumerable<CrmPage> ReadAsync(CrmStream stream, ReadWindow window, CancellationToken cancellationToken) =>
        crm.ReadAsync(stream, window, cancellationToken);

    public IReadOnlyList<ActivityStream> ActivityStreams(ActivityScope scope) => crm.ActivityStreams(scope);

    public IAsyncEnumerable<ActivityPage> ReadActivitiesAsync(
        ActivityStream stream, ReadWindow window, CancellationToken cancellationToken) => crm.ReadActivitiesAsync(stream, window, cancellationToken);

    public IAsyncEnumerable<WriteResult> WriteAsync(
        CrmObject described, IReadOnlyList<RecordWrite> writes, CancellationToken cancellationToken) =>
        throw new CrmException(CrmFailure.Unavailable, "The line was cut.");
}
