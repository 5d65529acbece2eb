using System.Runtime.CompilerServices;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>A CRM that goes out of reach after some pages, or hands each of them out several times.</summary>
sealed class CutCrm(ICrm crm, int pages = int.MaxValue) : ICrm
{
    int left = pages;

    public int Times { get; init; } = 1;

    public CrmAccount Account => crm.Account;

    public ICrmAdmin Admin => crm.Admin;

    public Connector.Alerts.ICrmAlerts Alerts => crm.Alerts;

    public Task LookAsync(CancellationToken cancellationToken) => crm.LookAsync(cancellationToken);

    public Task<CrmObject> DescribeAsync(ObjectScope scope, CancellationToken cancellationToken) =>
        crm.DescribeAsync(scope, cancellationToken);

    public Task<CrmObject> LookAgainAsync(CrmObject described, CancellationToken cancellationToken) =>
        crm.LookAgainAsync(described, cancellationToken);

    public Task<CrmOwners> OwnersAsync(CancellationToken cancellationToken) => crm.OwnersAsync(cancellationToken);

    public IReadOnlyList<CrmStream> Streams(ObjectScope scope, CrmObject described) => crm.Streams(scope, described);

    public async IAsyncEnumerable<CrmPage> ReadAsync(
        CrmStream stream, ReadWindow window, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in crm.ReadAsync(stream, window, cancellationToken))
        {
            if (left-- == 0)
                throw new CrmException(CrmFailure.Unavailable, "The line was cut.");
            for (var time = 0; time < Times; time++)
                yield return page;
        }
    }

    public IReadOnlyList<ActivityStream> ActivityStreams(ActivityScope scope) => crm.ActivityStreams(scope);

    public IAsyncEnumerable<ActivityPage> ReadActivitiesAsync(
        ActivityStream stream, ReadWindow window, CancellationToken cancellationToken) =>
        crm.ReadActivitiesAsync(stream, window, cancellationToken);

    public IAsyncEnumerable<WriteResult> WriteAsync(
        CrmObject described, IReadOnlyList<RecordWrite> writes, CancellationToken cancellationToken) =>
        crm.WriteAsync(described, writes, cancellationToken);
}
