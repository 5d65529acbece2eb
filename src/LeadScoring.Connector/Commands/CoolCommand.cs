using System.CommandLine;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Store;
using Serilog.Events;

namespace LeadScoring.Connector.Commands;

/// <summary>Removes hot from a lead, as a rep would in the CRM, after a confirmation.</summary>
static class CoolCommand
{
    static readonly Argument<string> Connection = new("connection");
    static readonly Argument<string> Lead = new("id-or-email");
    static readonly Option<string?> Object = Shared.Object();
    static readonly Option<bool> Yes = Shared.Yes();

    /// <summary>How long to wait for the worker that runs the connection.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(500);

    public static Command Create()
    {
        var command = new Command("cool", "Remove hot from a lead: cold, timer cancelled, not hot again on unchanged points.")
        {
            Connection, Lead, Object, Yes,
        };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var name = arguments.GetRequiredValue(Connection);
        await using var workplace = await Workplace.OpenAsync(arguments, name, LogEventLevel.Warning, cancellationToken);
        var connection = workplace.Enabled(name);
        var lead = await LeadLookup.OneAsync(
            workplace, connection.Name, arguments.GetRequiredValue(Lead), arguments.GetValue(Object), cancellationToken);
        if (!lead.IsShownHot)
        {
            Console.Out.WriteLine($"{lead.Object} {lead.Id} is cold already.");
            return ExitCode.Done;
        }

        if (!arguments.GetValue(Yes) && !Confirmation.Ask($"Remove hot from {lead.Name ?? lead.Id} ({lead.Object} {lead.Id})?"))
            throw new CommandException(ExitCode.Failed, "Nothing was changed.");

        var request = await Requests.AskToCoolAsync(
            workplace.Database, connection.Name, lead.LeadId, workplace.Time.GetUtcNow(), cancellationToken);
        if (await Lease.HolderAsync(workplace.Database, connection.Name, cancellationToken) is { } holder)
            return await WaitAsync(workplace, lead, request, holder, cancellationToken);

        var worker = await workplace.WorkOnAsync(connection, cancellationToken);
        return await TellAsync(workplace, await worker.RunPassAsync(cancellationToken), lead, cancellationToken);
    }

    static async Task<int> TellAsync(Workplace workplace, PassReport report, LeadRow lead, CancellationToken cancellationToken)
    {
        foreach (var problem in report.Problems)
            Console.Error.WriteLine($"{problem.Code}: {problem.Message} {problem.Remedy}");
        var isHot = await IsHotAsync(workplace, lead, cancellationToken);
        Console.Out.WriteLine(isHot
            ? $"The pass did not come to its end; {lead.Object} {lead.Id} is cooled by the next one that does."
            : $"{lead.Object} {lead.Id} is cold.");
        return report.ExitCode;
    }

    static async Task<bool> IsHotAsync(Workplace workplace, LeadRow lead, CancellationToken cancellationToken) =>
        (await workplace.Ledgers.FindAsync(lead.Connection, lead.Id, lead.Object, cancellationToken)) is [{ IsShownHot: true }];

    static async Task<int> WaitAsync(
        Workplace workplace, LeadRow lead, long request, string holder, CancellationToken cancellationToken)
    {
        Console.Out.WriteLine($"Handed to {holder}.");
        var asked = workplace.Time.GetTimestamp();
        while (!await Requests.IsDoneAsync(workplace.Database, request, cancellationToken)
            || await IsHotAsync(workplace, lead, cancellationToken))
        {
            if (workplace.Time.GetElapsedTime(asked) > Patience)
                throw new CommandException(ExitCode.Failed, "It has not been done yet; the worker does it with its next pass that succeeds.");
            await Task.Delay(Glance, workplace.Time, cancellationToken);
        }

        Console.Out.WriteLine("Done.");
        return ExitCode.Done;
    }
}
