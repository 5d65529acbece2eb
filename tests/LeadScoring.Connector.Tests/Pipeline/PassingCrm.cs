using LeadScoring.Connector.Alerts;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>A CRM that hands everything on to another, for those that do one thing otherwise.</summary>
abstract class PassingCrm(ICrm crm) : ICrm
{
    public CrmAccount Account => crm.Account;

    public ICrmAdmin Admin => crm.Admin;

    public virtual ICrmAlerts Alerts => crm.Alerts;

    public INamedRecords? Named => crm.Named;

    public bool HidesDeleted => crm.HidesDeleted;

    public Task LookAsync(CancellationToken cancellationToken) => crm.LookAsync(cancellationToken);

    public Task<CrmObject> DescribeAsync(ObjectScope scope, CancellationToken cancellationToken) => crm.DescribeAsync(scope, cancellationToken);

    public Task<CrmObject> LookAgainAsync(CrmObject described, CancellationToken cancellationToken) =>
        crm.LookAgainAsync(described, cancellationToken);

    public Task<CrmOwners> OwnersAsync(CancellationToken cancellationToken) => crm.OwnersAsync(cancellationToken);

    public IReadOnlyList<CrmStream> Streams(ObjectScope scope, CrmObject described) => crm.Streams(scope, described);

    public virtual IAsyncEnumerable<CrmPage> ReadAsync(CrmStream stream, ReadWindow window, CancellationToken cancellationToken) =>
        crm.ReadAsync(stream, window, cancellationToken);

    public IReadOnlyList<ActivityStream> ActivityStreams(ActivityScope scope) => crm.ActivityStreams(scope);

    public IAsyncEnumerable<ActivityPage> ReadActivitiesAsync(
        ActivityStream stream, ReadWindow window, CancellationToken cancellationToken) => crm.ReadActivitiesAsync(stream, window, cancellationToken);

    public Task<IReadOnlyList<Vanished>> VanishedAsync(CrmObject described, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        crm.VanishedAsync(described, ids, cancellationToken);

    public Task<IReadOnlySet<string>> DeletedAsync(ActivityStream stream, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        crm.DeletedAsync(stream, ids, cancellationToken);

    public virtual IAsyncEnumerable<WriteResult> WriteAsync(
        CrmObject described, IReadOnlyList<RecordWrite> writes, CancellationToken cancellationToken) =>
        crm.WriteAsync(described, writes, cancellationToken);
}
