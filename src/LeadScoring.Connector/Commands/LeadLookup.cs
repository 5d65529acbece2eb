using LeadScoring.Connector.Store;

namespace LeadScoring.Connector.Commands;

/// <summary>Finds the one lead that an id or an address names.</summary>
static class LeadLookup
{
    /// <exception cref="CommandException">None, or several: then they are listed.</exception>
    public static async Task<LeadRow> OneAsync(
        Workplace workplace, string connection, string idOrEmail, string? objectName, CancellationToken cancellationToken)
    {
        var found = await workplace.Ledgers.FindAsync(connection, idOrEmail, objectName, cancellationToken);
        return found switch
        {
            [var only] => only,
            [] => throw new CommandException(
                ExitCode.Failed, $"Connection \"{connection}\" knows no record with the id or address \"{idOrEmail}\"."),
            _ => throw new CommandException(
                ExitCode.Failed,
                $"\"{idOrEmail}\" names {found.Count} records; give the id of one:{Environment.NewLine}"
                + string.Join(Environment.NewLine, found.Select(lead => $"  {lead.Object} {lead.Id} {lead.Name}"))),
        };
    }
}
