using LeadScoring.Connector.Configuration;

namespace LeadScoring.Connector.Alerts;

/// <summary>Goes as far with a mail server as a mail does before it names its recipient.</summary>
sealed class SmtpProbe(SmtpOptions server, TimeProvider time)
{
    /// <returns>What stands in the way, in words; null when nothing does.</returns>
    public async Task<string?> ComplaintAsync(CancellationToken cancellationToken)
    {
        await using var session = new SmtpSession(server, time);
        try
        {
            await session.OpenAsync(cancellationToken);
            return null;
        }
        catch (SmtpStoppedException stopped)
        {
            return stopped.Complaint;
        }
    }
}
