using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Serilog.Events;
using Spectre.Console;

namespace LeadScoring.Connector.Commands;

/// <summary>Every lead with an entry, hot first.</summary>
static class LeadsCommand
{
    static readonly Option<string?> Connection = Shared.Connection();
    static readonly Option<bool> Json = Shared.Json();
    static readonly Option<bool> Hot = new("--hot") { Description = "Only hot leads." };

    public static Command Create()
    {
        var command = new Command("leads", "Every lead with an entry, hot first, then by total.") { Connection, Hot, Json };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var workplace = await Workplace.OpenAsync(arguments, Workplace.NoConnection, LogEventLevel.Warning, cancellationToken);
        var name = arguments.GetValue(Connection) is { } given ? workplace.Named(given).Name : null;
        var rows = await workplace.Ledgers.LeadsAsync(name, arguments.GetValue(Hot), cancellationToken);
        var leads = await new LeadViews(workplace.Ledgers).OfAsync(rows, cancellationToken);
        if (arguments.GetValue(Json))
            Console.Out.WriteLine(JsonSerializer.Serialize(new LeadList(leads), CommandJson.Default.LeadList));
        else
            Print(leads);
        return ExitCode.Done;
    }

    static void Print(List<LeadView> leads)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in (string[])["", "total", "name", "owner", "connection", "id", "hot since", "resets at", "why"])
            table.AddColumn(column);
        foreach (var lead in leads)
        {
            table.AddRow(
                lead.Hot ? "[red]HOT[/]" : "", lead.Total.ToString("0.####", CultureInfo.InvariantCulture), Markup.Escape(lead.Name ?? ""),
                Markup.Escape(lead.Owner ?? ""), Markup.Escape($"{lead.Connection} {lead.Object}"), lead.Id, Time(lead.HotSince),
                Time(lead.ResetsAt), Markup.Escape(string.Join(", ", lead.Reasons)));
        }

        AnsiConsole.Write(table);
    }

    public static string Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";
}
