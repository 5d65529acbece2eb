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
sealed class DyingCrm(ICrm crm, DiesAt moment) : PassingCrm(crm), ICrmAlerts
{
    public override ICrmAlerts Alerts => this;

    public IAlertSender? Mail => base.Alerts.Mail is { } mail ? new Dying(mail, moment) : null;

    public IAlertSender Notification => new Dying(base.Alerts.Notification, moment);

    public IAlertSender Activity => new Dying(base.Alerts.Activity, moment);

    public Task<string?> MissingAsync(CancellationToken cancellationToken) => base.Alerts.MissingAsync(cancellationToken);

    public ValueTask<Uri?> LinkAsync(string objectName, string id, CancellationToken cancellationToken) =>
        base.Alerts.LinkAsync(objectName, id, cancellationToken);

    sealed class Dying(IAlertSender sender, DiesAt moment) : IAlertSender
    {
        public bool CanLookUp => sender.CanLookUp;

        public bool IsOfRecord => sender.IsOfRecord;

        public Task<bool> IsThereAsync(AlertLetter letter, CancellationToken cancellationToken) => sender.IsThereAsync(letter, cancellationToken);

        public async Task<AlertOutcome> SendAsync(AlertLetter letter, CancellationToken cancellationToken)
        {
            if (moment == DiesAt.After)
                await sender.SendAsync(letter, cancellationToken);
            throw new OperationCanceledException("The process dies here.");
        }
    }
}
