using LeadScoring.Connector.Alerts;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>Where the process dies while it delivers an alert.</summary>
enum DiesAt
{
    /// <summary>Marked, and not yet given to the CRM.</summary>
    Before,

    /// <summary>The CRM has taken it, and nobody has noted that.</summary>
    After,
}

/// <summary>A CRM whose alerts are the last thing that the process does.</summary>
sealed class DyingCrm(ICrm crm, DiesAt moment) : ICrm, ICrmAlerts
{
    public CrmAccount Account => crm.Account;

    public ICrmAdmin Admin => crm.Admin;

    public ICrmAlerts Alerts => this;

    public IAlertSender? Mail => crm.Alerts.Mail is { } mail ? new Dying(mail, moment) : null;

    public IAlertSender Notification => new Dying(crm.Alerts.Notification, moment);

    public IAlertSender Activity => new Dying(crm.Alerts.Activity, moment);

    public Task<string?> MissingAsync(CancellationToken cancellationToken) => crm.Alerts.MissingAsync(cancellationToken);

    public ValueTask<Uri?> LinkAsync(string objectName, string id, CancellationToken cancellationToken) =>
        crm.Alerts.LinkAsync(objectName, id, cancellationToken);

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
        crm.WriteAsync(described, writes, cancellationToken);

    sealed class Dying(IAlertSender sender, DiesAt moment) : IAlertSender
    {
        public bool CanLookUp => sender.CanLookUp;

        public bool IsOfRecord => sender.IsOfRecord;

        public Task<bool> IsThereAsync(AlertLetter letter, CancellationToken cancellationToken) => sender.IsThereAsync(letter, cancellationToken);

        public async Task<AlertOutcome> SendAsync(AlertLetter letter, CancellationToken cancellationToken)
        {
            if (moment == DiesAt.After)
                await sender.SendAsync(letter, cancellationToken);
            throw new InvalidOperationException("The process dies here.");
        }
    }
}
