using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using LeadScoring.Connector.Checks;
using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Mappings;
using Serilog.Events;
using Spectre.Console;

namespace LeadScoring.Connector.Commands;

/// <summary>What was found, as <c>check --json</c> prints it.</summary>
sealed record CheckView(IReadOnlyList<Finding> Findings);

/// <summary>Looks at configuration, mappings, CRMs and store, and tells what is wrong and what to do. Changes nothing, takes no lease.</summary>
static class CheckCommand
{
    static readonly Option<string?> Connection = Shared.Connection();
    static readonly Option<bool> Json = Shared.Json();

    public static Command Create()
    {
        var command = new Command("check", "What stands in the way: sign-in, permissions, fields, statuses, quota, ledger.") { Connection, Json };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var name = arguments.GetValue(Connection);
        var reading = Workplace.Reading(arguments, name);
        var findings = reading.Options is { } options
            ? await CheckAsync(options, name, cancellationToken)
            : [.. reading.Problems.Select(problem => FindingKinds.Configuration.In(null, problem.ToString(), $"Change it in {problem.Source}."))];
        if (arguments.GetValue(Json))
            Console.Out.WriteLine(JsonSerializer.Serialize(new CheckView(findings), CommandJson.Default.CheckView));
        else
            Print(findings);
        return Finding.ExitCodeOf(findings);
    }

    static async Task<List<Finding>> CheckAsync(ConnectorOptions options, string? name, CancellationToken cancellationToken)
    {
        try
        {
            await using var workplace = await Workplace.OpenAsync(options, LogEventLevel.Warning, TimeProvider.System, cancellationToken);
            List<Finding> findings = [];
            foreach (var connection in workplace.Selected(name))
                findings.AddRange(await CheckAsync(workplace, connection, cancellationToken));
            return findings;
        }
        catch (CommandException wrong) when (wrong.ExitCode == ExitCode.Wrong)
        {
            return [FindingKinds.Configuration.In(null, wrong.Message, $"Change it in {options.File ?? "the configuration"}.")];
        }
    }

    /// <summary>A mapping file that cannot be read leaves no question to ask of the CRM.</summary>
    static async Task<List<Finding>> CheckAsync(Workplace workplace, ConnectionOptions connection, CancellationToken cancellationToken)
    {
        var reading = MappingReader.ReadFile(connection.Mapping, connection.Crm);
        List<Finding> findings = [.. MappingCheck.Of(connection, reading)];
        IReadOnlyDictionary<string, string> flags = new Dictionary<string, string>(StringComparer.Ordinal);
        if (reading.File is { } file)
        {
            var crm = workplace.Connect(connection);
            var check = new ConnectionCheck(connection, crm, file, workplace.Time);
            findings.AddRange(await check.RunAsync(cancellationToken));
            flags = check.WritableFlags;
            var alerts = new AlertCheck(connection, workplace.Options.Alerts, workplace.Time);
            findings.AddRange(await alerts.OfAsync(file, cancellationToken));
        }

        findings.AddRange(await new StoreCheck(connection, workplace.Database).RunAsync(flags, cancellationToken));
        return findings;
    }

    static void Print(List<Finding> findings)
    {
        foreach (var finding in findings.OrderByDescending(finding => finding.Severity))
        {
            var (word, colour) = finding.Severity switch
            {
                FindingSeverity.Error => ("error", "red"),
                FindingSeverity.Warning => ("warning", "yellow"),
                _ => ("info", "grey"),
            };
            var where = finding.Connection is { } connection ? $"{connection}: " : "";
            AnsiConsole.Markup($"[{colour}]{word}[/] ");
            Console.Out.WriteLine($"{where}{finding.Code}: {finding.Message}");
            Console.Out.WriteLine($"  {finding.Remedy}");
        }

        if (findings.TrueForAll(finding => finding.Severity == FindingSeverity.Info))
            Console.Out.WriteLine("Nothing stands in the way.");
    }
}

sealed class FindingSeverityConverter() : JsonStringEnumConverter<FindingSeverity>(JsonNamingPolicy.SnakeCaseLower);
