using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Mappings;

namespace LeadScoring.Connector.Alerts;

/// <summary>The senders of one connection: the CRM's own, and those that the configuration names.</summary>
/// <param name="network">In place of the network, for webhooks in tests.</param>
sealed class AlertPost(AlertOptions options, ICrm crm, TimeProvider time, HttpMessageHandler? network = null) : IDisposable
{
    readonly SmtpMail? smtp = options.Smtp is { } server ? new(server, time) : null;
    readonly WebhookCall? webhook = options.WebhookUrl is { } url ? new(url, options.WebhookSecret, time, network) : null;

    public AlertOptions Options => options;

    /// <summary>How long a pass may send before the CRM is to be read again; null where no pass follows.</summary>
    public TimeSpan? Turn { get; set; }

    /// <returns>Null when nothing can send what the rules ask for.</returns>
    public IAlertSender? Of(AlertChannel channel, AlertRules rules) => channel switch
    {
        AlertChannel.Mail => Mail(rules.Mail?.Via ?? MailVia.Auto),
        AlertChannel.Notification => crm.Alerts.Notification,
        AlertChannel.Activity => crm.Alerts.Activity,
        _ => webhook,
    };

    /// <returns>What the CRM lacks for notifications, in words; null when nothing.</returns>
    public Task<string?> MissingAsync(CancellationToken cancellationToken) => crm.Alerts.MissingAsync(cancellationToken);

    public ValueTask<Uri?> LinkAsync(string objectName, string id, CancellationToken cancellationToken) =>
        crm.Alerts.LinkAsync(objectName, id, cancellationToken);

    public void Dispose() => webhook?.Dispose();

    IAlertSender? Mail(MailVia via) => via switch
    {
        MailVia.Smtp => smtp,
        MailVia.Crm => crm.Alerts.Mail,
        _ => smtp ?? crm.Alerts.Mail,
    };
}
