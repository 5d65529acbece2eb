using System.CommandLine;
using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Web;
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
        workplace.CheckMappings(connections);
        var schedule = new Schedule(workplace.Database, workplace.Logger<Schedule>());
        List<(ConnectionOptions Connection, Hints Hints)> takers = [];
        foreach (var connection in connections)
        {
            var worker = await workplace.WorkOnAsync(connection, cancellationToken);
            worker.TakeTurns();
            schedule.Add(connection, worker);
            takers.Add((connection, worker.Hints));
        }

        await using var webhooks = await ListenAsync(workplace, takers, cancellationToken);
        await schedule.RunAsync(cancellationToken);
        return ExitCode.Done;
    }

    /// <returns>Null when no webhooks are configured.</returns>
    static async Task<WebhookListener?> ListenAsync(
        Workplace workplace, List<(ConnectionOptions Connection, Hints Hints)> takers, CancellationToken cancellationToken)
    {
        if (workplace.Options.Webhooks is not { } options)
            return null;

        try
        {
            return await WebhookListener.StartAsync(options, takers, workplace.Time, workplace.Logger<WebhookListener>(), cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or InvalidOperationException)
        {
            throw new CommandException(
                ExitCode.Wrong, $"{KnownSettings.Root}:Web:WebhookUrl: \"{options.Listener}\" cannot be listened at: {failure.Message}");
        }
    }
}
