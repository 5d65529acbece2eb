using System.CommandLine;
using LeadScoring.Connector.Pipeline;
using Serilog.Events;

namespace LeadScoring.Connector.Commands;

/// <summary>The worker: every connection on its schedule, until stopped.</summary>
static class RunCommand
{
    public static Command Create()
    {
        var command = new Command("run", "The worker: every connection on its schedule, until stopped.");
        command.SetAction(RunAsync);
        return command;
    }

    public static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        try
        {
            return await WorkAsync(arguments, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Done;
        }
    }

    static async Task<int> WorkAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var workplace = await Workplace.OpenAsync(arguments, null, LogEventLevel.Information, cancellationToken);
        var connections = workplace.Selected(null);
        Workplace.CheckMappings(connections);
        var schedule = new Schedule(workplace.Database, workplace.Logger<Schedule>());
        foreach (var connection in connections)
            schedule.Add(connection, await workplace.WorkOnAsync(connection, cancellationToken));
        await schedule.RunAsync(cancellationToken);
        return ExitCode.Done;
    }
}
