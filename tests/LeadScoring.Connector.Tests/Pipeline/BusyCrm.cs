using System.Runtime.CompilerServices;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>A CRM that is slow to write: something else happens before it does, or before it answers, once.</summary>
sealed class BusyCrm(ICrm crm, Func<Task>? meanwhile = null, Action? before = null) : ICrm
{
    bool isOver;

    public CrmAccount Account => crm.Account;

    public ICrmAdmin Admin => crm.Admin;

    public Connector.Alerts.ICrmAlerts Alerts => crm.Alerts;

    public Task LookAsync(CancellationToken cancellationToken) => crm.LookAsync(cancellationToken);

    public Task<CrmObject> DescribeAsync(ObjectScope scope, CancellationToken cancellationToken) =>
        crm.DescribeAsync(scope, cancellationToken);

    public Task<CrmOwners> OwnersAsync(CancellationToken cancellationToken) => crm.OwnersAsync(cancellationToken);

    public IReadOnlyList<CrmStream> Streams(ObjectScope scope, CrmObject described) => crm.Streams(scope, described);

    public IAsyncEnumerable<CrmPage> ReadAsync(CrmStream stream, ReadWindow window, CancellationToken cancellationToken) =>
        crm.ReadAsync(stream, window, cancellationToken);

    public IReadOnlyList<ActivityStream> ActivityStreams(ActivityScope scope) => crm.ActivityStreams(scope);

    public IAsyncEnumerable<ActivityPage> ReadActivitiesAsync(
        ActivityStream stream, ReadWindow window, CancellationToken cancellationToken) =>
        crm.ReadActivitiesAsync(stream, window, cancellationToken);

    public async IAsyncEnumerable<WriteResult> WriteAsync(
        CrmObject described, IReadOnlyList<RecordWrite> writes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!isOver)
            before?.Invoke();
        await foreach (var result in crm.WriteAsync(described, writes, cancellationToken))
        {
            if (!isOver)
            {
                isOver = true;
                await (meanwhile?.Invoke() ?? Task.CompletedTask);
            }

            yield return result;
        }
    }
}
