using LeadScoring.Connector.Alerts;
using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Mappings;

namespace LeadScoring.Connector.Checks;

/// <summary>Whether the alerts of a mapping file can leave this machine.</summary>
sealed class AlertCheck(ConnectionOptions connection, AlertOptions options, TimeProvider time)
{
    public async Task<IReadOnlyList<Finding>> OfAsync(MappingFile file, CancellationToken cancellationToken)
    {
        List<Finding> findings = [.. AlertNeeds.Lacking(file, options).Select(lacking =>
            FindingKinds.AlertsUnconfigured.In(connection.Name, lacking, "Set the key, or change the mapping file."))];
        if (AlertNeeds.NoMail(file, options) is { } closed)
            findings.Add(FindingKinds.NoMail.In(connection.Name, $"{closed.Why} Nobody gets a mail.", closed.Remedy));
        if (file.Alerts?.Mail is { Via: not MailVia.Crm } && options.Smtp is { } server
            && await new SmtpProbe(server, time).ComplaintAsync(cancellationToken) is { } complaint)
            findings.Add(FindingKinds.Smtp.In(
                connection.Name, $"The mail server {server.Host}:{server.Port} {complaint}, so no mail is sent.",
                "Check Connector:Alerts:Smtp: Host, Port, StartTls, From, User and Password."));
        return findings;
    }
}
