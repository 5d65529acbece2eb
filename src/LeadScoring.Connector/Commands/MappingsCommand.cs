using System.CommandLine;
using System.Text.Json;
using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Mappings;
using LeadScoring.Connector.Store;
using Serilog.Events;

namespace LeadScoring.Connector.Commands;

/// <summary>Checked files, as <c>mappings validate --json</c> and <c>mappings test --json</c> print them.</summary>
sealed record MappingsView(IReadOnlyList<MappingView> Files);

sealed record MappingView(
    string File, bool Valid, IReadOnlyList<string> Problems, IReadOnlyList<string> NotInForce, IReadOnlyList<TestView> Tests);

sealed record TestView(string Name, string Outcome, IReadOnlyList<string> Mismatches);

/// <summary>Work on mapping files: validate, test, publish, schema.</summary>
static class MappingsCommand
{
    static readonly Argument<string[]> Files = new("files")
    {
        Description = "Mapping files; without any, those of the configured connections.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    static readonly Option<bool> Json = Shared.Json();
    static readonly Option<string?> Connection = Shared.Connection();
    static readonly Option<bool> Yes = Shared.Yes();
    static readonly Option<bool> Alert = new("--alert") { Description = "Alert for the leads that turn hot by it, as for others." };

    public static Command Create()
    {
        var validate = new Command("validate", "Check mapping files; every mistake is told at once.") { Files, Json };
        validate.SetAction(arguments => Check(arguments, withTests: false));
        var test = new Command("test", "Run the tests in mapping files.") { Files, Json };
        test.SetAction(arguments => Check(arguments, withTests: true));
        var publish = new Command("publish", "Put a changed mapping file into force that waits for a person.") { Connection, Yes, Alert };
        publish.SetAction(PublishAsync);
        var schema = new Command("schema", "Print the JSON Schema of mapping files.");
        schema.SetAction(_ => Console.Out.Write(MappingSchema.Json()));
        return new Command("mappings", "Validate, test and publish mapping files.") { validate, test, publish, schema };
    }

    static int Check(ParseResult arguments, bool withTests)
    {
        var views = Readings(arguments).Select(pair => View(pair.Path, pair.Reading, withTests)).ToList();
        if (arguments.GetValue(Json))
            Console.Out.WriteLine(JsonSerializer.Serialize(new MappingsView(views), CommandJson.Default.MappingsView));
        else
            views.ForEach(view => Print(view, withTests));
        return views.Exists(view => !view.Valid) ? ExitCode.Wrong
            : views.Exists(view => view.Tests.Any(test => test.Outcome == "failed")) ? ExitCode.Failed
            : ExitCode.Done;
    }

    static IEnumerable<(string Path, MappingReading Reading)> Readings(ParseResult arguments)
    {
        if (arguments.GetValue(Files) is { Length: > 0 } files)
            return files.Select(file => (file, MappingReader.ReadFile(file, null)));

        var connections = Workplace.Configured(arguments, Workplace.NoConnection).Connections;
        return connections.Count > 0
            ? connections.Select(connection => (connection.Mapping, MappingReader.ReadFile(connection.Mapping, connection.Crm)))
            : throw new CommandException(ExitCode.Wrong, "No connection is configured: name the mapping files to check.");
    }

    static MappingView View(string path, MappingReading reading, bool withTests) => new(
        path, reading.File is not null, [.. reading.Problems.Select(problem => problem.ToString())], reading.File?.NotInForce ?? [],
        withTests && reading.File is { } file ? [.. MappingTestRunner.Run(file).Select(View)] : []);

    static TestView View(MappingTestResult result) => new(
        result.Name, JsonNamingPolicy.SnakeCaseLower.ConvertName(result.Outcome.ToString()),
        [.. result.Mismatches.Select(mismatch => mismatch.ToString())]);

    static void Print(MappingView view, bool withTests)
    {
        foreach (var problem in view.Problems)
            (view.Valid ? Console.Out : Console.Error).WriteLine(problem);
        if (view.Valid)
            Console.Out.WriteLine($"{view.File}: valid");
        foreach (var key in view.NotInForce)
            Console.Out.WriteLine($"  {key}: not in force yet");
        foreach (var test in withTests ? view.Tests : [])
        {
            Console.Out.WriteLine($"  {test.Outcome}: {test.Name}");
            foreach (var mismatch in test.Mismatches)
                Console.Out.WriteLine($"    {mismatch}");
        }
    }

    static async Task<int> PublishAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var name = arguments.GetValue(Connection);
        await using var workplace = await Workplace.OpenAsync(arguments, name, LogEventLevel.Warning, cancellationToken);
        var connections = workplace.Selected(name);
        workplace.CheckMappings(connections);
        var worst = ExitCode.Done;
        foreach (var connection in connections)
            worst = Math.Max(worst, await PublishAsync(workplace, connection, arguments.GetValue(Yes), arguments.GetValue(Alert), cancellationToken));
        return worst;
    }

    static async Task<int> PublishAsync(
        Workplace workplace, ConnectionOptions connection, bool yes, bool alert, CancellationToken cancellationToken)
    {
        var file = MappingReader.ReadFile(connection.Mapping, connection.Crm).File!; // checked by the caller
        if (await workplace.Ledgers.ModelAsync(connection.Name, cancellationToken) is { } current && current.Hash == file.Hash)
        {
            Console.Out.WriteLine($"{connection.Name}: {connection.Mapping} is in force already.");
            return ExitCode.Done;
        }

        var staged = await workplace.Ledgers.StagedAsync(connection.Name, cancellationToken);
        var flips = staged?.Hash == file.Hash ? $"{staged.Flips} leads would flip. " : "";
        if (!yes && !Confirmation.Ask($"{connection.Name}: {flips}Put {connection.Mapping} into force?"))
            throw new CommandException(ExitCode.Failed, "Nothing was changed.");

        await Models.ApproveAsync(workplace.Database, connection.Name, file.Hash, alert, cancellationToken);
        if (await Lease.HolderAsync(workplace.Database, connection.Name, cancellationToken) is { } holder)
        {
            Console.Out.WriteLine($"{connection.Name}: handed to {holder}, which does it at the end of its next complete pass.");
            return ExitCode.Done;
        }

        var worker = await workplace.WorkOnAsync(connection, cancellationToken);
        var report = await worker.RunPassAsync(cancellationToken);
        foreach (var problem in report.Problems)
            Console.Error.WriteLine($"{problem.Code}: {problem.Message} {problem.Remedy}");
        Console.Out.WriteLine(report.Status == Pipeline.PassStatus.Failed
            ? $"{connection.Name}: the pass failed; the file takes force at the end of the next complete one."
            : $"{connection.Name}: {connection.Mapping} is in force.");
        return report.ExitCode;
    }
}
