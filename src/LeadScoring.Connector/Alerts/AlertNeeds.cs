using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Mappings;

namespace LeadScoring.Connector.Alerts;

/// <summary>A way that alerts are to take and cannot take now; they wait.</summary>
sealed record ClosedWay(AlertChannel Channel, string Why, string Remedy);

/// <summary>What a mapping file asks for, against what the configuration can send.</summary>
static class AlertNeeds
{
    /// <returns>What the file names and the configuration lacks, each with its remedy: a mistake.</returns>
    public static IEnumerable<string> Lacking(MappingFile file, AlertOptions options)
    {
        if (file.Alerts is { Mail.Via: MailVia.Smtp } && options.Smtp is null)
            yield return $"{file.Path}: on_hot.mail goes via smtp, and no server is configured. Set Connector:Alerts:Smtp:Host, or take mail out.";
        if (file.Alerts is { Webhook: true } && options.WebhookUrl is null)
            yield return $"{file.Path}: on_hot.webhook has nowhere to go. Set Connector:Alerts:WebhookUrl, or take webhook out.";
    }

    /// <returns>Null while mails find a way, and where none are asked for.</returns>
    public static ClosedWay? NoMail(MappingFile file, AlertOptions options) =>
        file is { Crm: CrmKind.HubSpot, Alerts.Mail.Via: MailVia.Auto } && options.Smtp is null
            ? new(AlertChannel.Mail, "HubSpot sends no mails to owners, and no mail server is configured.",
                $"Set Connector:Alerts:Smtp:Host, or take on_hot.mail out of {file.Path}.")
            : null;
}
