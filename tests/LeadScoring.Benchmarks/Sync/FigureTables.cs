using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace LeadScoring.Benchmarks.Sync;

/// <summary>Figures for people and for programs.</summary>
static class FigureTables
{
    const double Megabyte = 1_000_000;

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static void Print(Measurement measurement)
    {
        var scenario = measurement.Scenario;
        Console.Out.WriteLine(
            $"{scenario.Crm}: {scenario.Leads:N0} leads, {scenario.Touched:N0} touched, {scenario.Changed:N0} changed, "
            + $"{scenario.Latency.TotalMilliseconds:N0} ms a call, history {(scenario.History ? "on" : "off")}");
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in (string[])["pass", "read", "written", "calls (minimum)", "excess", "gate", "read s", "wall s", "rows/s", "CPU s", "CRM CPU s", "MB"])
            table.AddColumn(new TableColumn(column) { NoWrap = true });
        foreach (var pass in measurement.Passes)
            table.AddRow(Row(pass));
        table.Collapse();
        AnsiConsole.Profile.Width = 200;
        AnsiConsole.Write(table);
    }

    static string[] Row(PassFigures pass) =>
    [
        pass.Pass, $"{pass.Read:N0}", $"{pass.Written:N0}", Kinds(pass),
        pass.Least == 0 ? $"{pass.Excess:+0;-0;0}" : $"{pass.Excess:+0;-0;0} ({100.0 * pass.Excess / pass.Least:+0.0;-0.0;0.0} %)",
        pass.IsWithinGate ? "within" : "MISSED",
        $"{pass.Reading.TotalSeconds:N1}", $"{pass.Wall.TotalSeconds:N1}", $"{pass.RowsPerSecond:N0}", $"{pass.Cpu.TotalSeconds:N1}", $"{pass.CrmCpu.TotalSeconds:N1}",
        $"{pass.Peak / Megabyte:N0}",
    ];

    static string Kinds(PassFigures pass) => string.Join(", ", pass.Calls.Keys.Union(pass.Minimum.Keys).Order(StringComparer.Ordinal)
        .Select(kind => (Name: kind, Used: pass.Calls.GetValueOrDefault(kind), Known: pass.Minimum.TryGetValue(kind, out var least), Least: least))
        .Where(kind => kind.Used + kind.Least > 0)
        .Select(kind => kind.Known ? $"{kind.Name} {kind.Used} ({kind.Least})" : $"{kind.Name} {kind.Used}"));
}
