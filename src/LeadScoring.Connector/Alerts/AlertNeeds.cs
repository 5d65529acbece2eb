using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Mappings;

namespace LeadScoring.Connector.Alerts;

/// <summary>What a mapping file asks for, against what the configuration can send.</summary>
static class AlertNeeds
{
    /// <returns>What is lacking, each with its remedy.</returns>
    public static IEnumerable<string> Lacking(MappingFile file, AlertOptions options)
    {
        if (file.Alerts?.Mail is { } mail && options.Smtp is null)
        {
            if (mail.Via == MailVia.Smtp)
                yield return $"{file.Path}: on_hot.mail goes via smtp, and no server is configured. Set Connector:Alerts:Smtp:Host, or take mail out.";
            else if (file.Crm == CrmKind.HubSpot)
                yield return $"{file.Path}: on_hot.mail needs a mail server, because HubSpot sends none. Set Connector:Alerts:Smtp:Host, or take mail out.";
        }

        if (file.Alerts is { Webhook: true } && options.WebhookUrl is null)
            yield return $"{file.Path}: on_hot.webhook has nowhere to go. Set Connector:Alerts:WebhookUrl, or take webhook out.";
    }
}
