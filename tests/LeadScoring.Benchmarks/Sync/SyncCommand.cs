using System.CommandLine;
using System.Text.Json;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Mappings;

namespace LeadScoring.Benchmarks.Sync;

/// <summary>What to measure.</summary>
/// <param name="Leads">Records in the CRM when the connection goes live.</param>
/// <param name="Touched">Records saved between two passes.</param>
/// <param name="Changed">Of these, records with a new status that makes them hot.</param>
sealed record Scenario(CrmKind Crm, int Leads, int Touched, int Changed, TimeSpan Latency, bool History);

/// <summary>Whole passes against the emulated CRMs: how many calls, rows a second, CPU and memory.</summary>
static class SyncCommand
{
    static readonly Option<int> Leads = Count("--leads", 10_000, "Records when the connection goes live.");
    static readonly Option<int> Touched = Count("--touched", 10_000, "Records saved before the measured pass; at most all.");
    static readonly Option<int> Changed = Count("--changed", 1_000, "Of these, records that turn hot.");

    static readonly Option<TimeSpan> Latency = new("--latency")
    {
        Description = "Added to every call, such as 200ms.",
        DefaultValueFactory = _ => TimeSpan.FromMilliseconds(20),
        CustomParser = argument => Milliseconds(argument.Tokens[0].Value),
    };

    static readonly Option<string> Crm = Choice("--crm", "both", ["salesforce", "hubspot", "both"]);
    static readonly Option<string> History = Choice("--history", "on", ["on", "off"]);
    static readonly Option<bool> Json = new("--json") { Description = "One JSON document in place of tables." };

    public static Task<int> RunAsync(string[] args)
    {
        var sync = new Command("sync", "Measures whole passes.") { Leads, Touched, Changed, Latency, Crm, History, Json };
        sync.SetAction(RunAsync);
        return new RootCommand("Benchmarks") { sync }.Parse(args).InvokeAsync();
    }

    static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        List<Measurement> measured = [];
        foreach (var crm in Crms(arguments.GetValue(Crm)))
            measured.Add(await ScenarioRun.MeasureAsync(Read(arguments, crm), cancellationToken));

        if (arguments.GetValue(Json))
            Console.Out.WriteLine(JsonSerializer.Serialize(measured, FigureTables.Json));
        else
            measured.ForEach(FigureTables.Print);
        return 0;
    }

    static Scenario Read(ParseResult arguments, CrmKind crm)
    {
        var leads = arguments.GetValue(Leads);
        var touched = Math.Min(leads, arguments.GetValue(Touched));
        var changed = Math.Min(touched, arguments.GetValue(Changed));
        return new(crm, leads, touched, changed, arguments.GetValue(Latency), arguments.GetValue(History) == "on");
    }

    static CrmKind[] Crms(string? name) => name switch
    {
        "salesforce" => [CrmKind.Salesforce],
        "hubspot" => [CrmKind.HubSpot],
        _ => [CrmKind.Salesforce, CrmKind.HubSpot],
    };

    static TimeSpan Milliseconds(string text) =>
        text.EndsWith("ms", StringComparison.Ordinal) && int.TryParse(text.AsSpan(..^2), out var count) ? TimeSpan.FromMilliseconds(count)
        : Duration.TryParse(text, out var duration) ? duration
        : throw new FormatException($"--latency: \"{text}\" is not a duration. Write 200ms.");

    static Option<int> Count(string name, int count, string description) =>
        new(name) { Description = description, DefaultValueFactory = _ => count };

    static Option<string> Choice(string name, string usual, string[] choices)
    {
        var option = new Option<string>(name) { DefaultValueFactory = _ => usual };
        option.AcceptOnlyFromAmong(choices);
        return option;
    }
}
