using System.CommandLine;
using System.Text.Json;
using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Store;
using Serilog.Events;

namespace LeadScoring.Connector.Commands;

/// <summary>What became of the rows, as <c>retry --json</c> prints it.</summary>
sealed record RetryView(int Retried, int Accepted, int Rejected);

/// <summary>Tries rejected rows and dead letters again, now.</summary>
static class RetryCommand
{
    static readonly Option<string?> Connection = Shared.Connection();
    static readonly Option<bool> Json = Shared.Json();

    /// <summary>How long to wait for the worker that runs the connection.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(500);

    public static Command Create()
    {
        var command = new Command("retry", "Try rejected rows and dead letters again, now.") { Connection, Json };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var name = arguments.GetValue(Connection);
        await using var workplace = await Workplace.OpenAsync(arguments, name, LogEventLevel.Warning, cancellationToken);
        var connections = workplace.Selected(name);
        workplace.CheckMappings(connections);
        var sum = new RetryView(0, 0, 0);
        foreach (var connection in connections)
        {
            var answer = await RetryAsync(workplace, connection, cancellationToken);
            sum = new(sum.Retried + answer.Retried, sum.Accepted + answer.Accepted, sum.Rejected + answer.Rejected);
        }

        Console.Out.WriteLine(arguments.GetValue(Json)
            ? JsonSerializer.Serialize(sum, CommandJson.Default.RetryView)
            : $"{sum.Retried} tried again, {sum.Accepted} accepted, {sum.Rejected} rejected.");
        return sum.Rejected > 0 ? ExitCode.Degraded : ExitCode.Done;
    }

    static async Task<RetryAnswer> RetryAsync(Workplace workplace, ConnectionOptions connection, CancellationToken cancellationToken)
    {
        var request = await Retries.AskAsync(workplace.Database, connection.Name, workplace.Time.GetUtcNow(), cancellationToken);
        if (await Lease.HolderAsync(workplace.Database, connection.Name, cancellationToken) is { } holder)
            return await WaitAsync(workplace, request, holder, cancellationToken);

        var worker = await workplace.WorkOnAsync(connection, cancellationToken);
        var report = await worker.RunPassAsync(cancellationToken);
        foreach (var problem in report.Problems)
            Console.Error.WriteLine($"{problem.Code}: {problem.Message} {problem.Remedy}");
        return await Retries.AnswerAsync(workplace.Database, request, cancellationToken)
            ?? throw new CommandException(ExitCode.Failed, $"{connection.Name}: the pass did not come to its end; the next one that does tries them.");
    }

    static async Task<RetryAnswer> WaitAsync(Workplace workplace, long request, string holder, CancellationToken cancellationToken)
    {
        Console.Error.WriteLine($"Handed to {holder}.");
        var asked = workplace.Time.GetTimestamp();
        while (true)
        {
            if (await Retries.AnswerAsync(workplace.Database, request, cancellationToken) is { } answer)
                return answer;
            if (workplace.Time.GetElapsedTime(asked) > Patience)
                throw new CommandException(ExitCode.Failed, "It has not been done yet; the worker does it with its next pass that succeeds.");
            await Task.Delay(Glance, workplace.Time, cancellationToken);
        }
    }
}
