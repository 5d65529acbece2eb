using System.CommandLine;
using System.Text.Json;
using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Store;
using Serilog.Events;
using Spectre.Console;

namespace LeadScoring.Connector.Commands;

/// <summary>One full pass of every connection, and exit.</summary>
static class SyncCommand
{
    static readonly Option<string?> Connection = Shared.Connection();
    static readonly Option<bool> Json = Shared.Json();
    static readonly Option<bool> DryRun = new("--dry-run") { Description = "Write nothing, keep nothing: print what would be written." };

    public static Command Create()
    {
        var command = new Command("sync", "One full pass: pull, score, due timers, write back.") { Connection, Json, DryRun };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var name = arguments.GetValue(Connection);
        await using var workplace = await Workplace.OpenAsync(arguments, name, LogEventLevel.Information, cancellationToken);
        var connections = workplace.Selected(name);
        workplace.CheckMappings(connections);

        var reports = arguments.GetValue(DryRun)
            ? await DryRunAsync(workplace, connections, cancellationToken)
            : await SyncAsync(workplace, connections, cancellationToken);
        if (arguments.GetValue(Json))
            Console.Out.WriteLine(JsonSerializer.Serialize(new SyncReport(reports), ReportJson.Default.SyncReport));
        else
            Print(reports);
        return WorstOf(reports);
    }

    /// <summary>The worst of the connections: failed before degraded before done.</summary>
    public static int WorstOf(IReadOnlyCollection<PassReport> reports) =>
        reports.Any(report => report.ExitCode == ExitCode.Failed) ? ExitCode.Failed
        : reports.Max(report => report.ExitCode);

    static async Task<PassReport[]> SyncAsync(
        Workplace workplace, IReadOnlyList<ConnectionOptions> connections, CancellationToken cancellationToken)
    {
        List<ConnectionWorker> workers = [];
        foreach (var connection in connections)
            workers.Add(await workplace.WorkOnAsync(connection, cancellationToken));
        return await Task.WhenAll(workers.Select(worker => worker.RunPassAsync(cancellationToken)));
    }

    /// <summary>The pass runs on a copy of the store, which is thrown away: exactly the same code, and nothing is kept.</summary>
    static async Task<PassReport[]> DryRunAsync(
        Workplace workplace, IReadOnlyList<ConnectionOptions> connections, CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("lead-scoring-");
        try
        {
            var copy = await workplace.Database.CopyAsync(Path.Combine(directory.FullName, "copy.db"), cancellationToken);
            List<PassReport> reports = [];
            foreach (var connection in connections)
            {
                using var worker = await workplace.WorkOnAsync(connection, copy, dryRun: true, cancellationToken);
                reports.Add(await worker.RunPassAsync(cancellationToken));
            }

            return [.. reports];
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    static void Print(IReadOnlyList<PassReport> reports)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in (string[])["connection", "status", "read", "changes", "scored", "hot", "cold", "written", "alerts", "rejected", "calls"])
            table.AddColumn(column);
        foreach (var report in reports)
        {
            table.AddRow(
                Markup.Escape(report.Name), ReportJson.NameOf(report.Status), $"{report.Read}", $"{report.Changes}", $"{report.Scored}",
                $"{report.BecameHot}", $"{report.BecameCold}", $"{report.Written}", $"{report.Alerts}", $"{report.Rejected}", $"{report.Calls}");
        }

        AnsiConsole.Write(table);
        foreach (var (report, difference) in reports.SelectMany(report => (report.Differences ?? []).Select(difference => (report, difference))))
        {
            Console.Out.WriteLine(
                $"{report.Name} {difference.Object} {difference.Id} {difference.Field}: {difference.From ?? "(empty)"} -> {difference.To ?? "(empty)"}");
        }

        foreach (var (report, problem) in reports.SelectMany(report => report.Problems.Select(problem => (report, problem))))
            Console.Out.WriteLine($"{report.Name}: {problem.Code}: {problem.Message} {problem.Remedy}");
    }
}
