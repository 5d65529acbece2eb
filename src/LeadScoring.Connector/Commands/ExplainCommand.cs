using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Store;
using LeadScoring.Core;
using LeadScoring.Core.Rules;
using Serilog.Events;
using Spectre.Console;

namespace LeadScoring.Connector.Commands;

/// <summary>Why a lead has its score: reasons and blockers, the ledger, the effective settings with their layers, the timer, what the CRM shows.</summary>
static class ExplainCommand
{
    static readonly Argument<string> Connection = new("connection");
    static readonly Argument<string> Lead = new("id-or-email");
    static readonly Option<string?> Object = Shared.Object();
    static readonly Option<bool> Json = Shared.Json();

    public static Command Create()
    {
        var command = new Command("explain", "The ledger of one lead, its settings, its timer, and what the CRM shows.")
        {
            Connection, Lead, Object, Json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var workplace = await Workplace.OpenAsync(arguments, Workplace.NoConnection, LogEventLevel.Warning, cancellationToken);
        var connection = workplace.Named(arguments.GetRequiredValue(Connection));
        var lead = await LeadLookup.OneAsync(
            workplace, connection.Name, arguments.GetRequiredValue(Lead), arguments.GetValue(Object), cancellationToken);
        var view = await ExplainAsync(workplace.Ledgers, lead, cancellationToken);
        if (arguments.GetValue(Json))
            Console.Out.WriteLine(JsonSerializer.Serialize(view, CommandJson.Default.ExplainView));
        else
            Print(view);
        return ExitCode.Done;
    }

    static async Task<ExplainView> ExplainAsync(Ledgers ledgers, LeadRow lead, CancellationToken cancellationToken)
    {
        var views = new LeadViews(ledgers);
        var view = (await views.OfAsync([lead], cancellationToken))[0];
        var (mapping, owners) = await views.OfAsync(lead.Connection, cancellationToken);
        var settings = mapping is not null && mapping.Model.Objects.ContainsKey(lead.Object)
            ? new SettingsBook(mapping.Model).For(lead.Object, owners.GetValueOrDefault(lead.ScoredOwnerId ?? ""))
            : null;
        var recent = (await ledgers.RecentAsync([lead], cancellationToken))[lead.LeadId].Select(row => row.Entry());
        var entries = await ledgers.EntriesAsync(lead.LeadId, cancellationToken);
        return new ExplainView
        {
            Connection = view.Connection,
            Object = view.Object,
            Id = view.Id,
            Name = view.Name,
            Owner = view.Owner,
            Total = view.Total,
            Parts = view.Parts,
            Hot = view.Hot,
            HotSince = view.HotSince,
            ResetsAt = view.ResetsAt,
            Stage = view.Stage,
            Reasons = view.Reasons,
            Linked = view.Linked,
            Blockers = settings is null ? [] : Blockers.List(recent, lead.State(), settings, mapping!.Locale),
            Settings = settings is null ? [] : [.. SettingViews.Of(settings)],
            Ledger = [.. entries.Select(row => View(row, row.Entry()))],
            Crm = Shown.Unpack(lead.Shown),
        };
    }

    static EntryView View(LedgerRow row, LedgerEntry entry) => new()
    {
        OccurredAt = entry.OccurredAt,
        ObservedAt = entry.ObservedAt,
        Kind = Name(entry.Kind),
        Rule = entry.Rule,
        Part = Name(entry.Part),
        Points = entry.Points,
        Total = entry.TotalAfter,
        Model = row.Model,
        Layer = entry.Layer,
        Source = Name(entry.Source),
        Estimated = entry.Estimated,
        Note = entry.Note,
    };

    static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    static void Print(ExplainView lead)
    {
        Say($"[bold]{lead.Name ?? lead.Id}[/] ({lead.Connection} {lead.Object} {lead.Id}), owner {lead.Owner ?? "none"}");
        Say($"{(lead.Hot ? $"HOT since {LeadsCommand.Time(lead.HotSince)}" : "cold")}, total {lead.Total:0.####} = status {lead.Parts.Status:0.####} + behaviour {lead.Parts.Behaviour:0.####} + fit {lead.Parts.Fit:0.####}");
        Say($"reasons: {Listed(lead.Reasons)}");
        Say($"blockers: {Listed(lead.Blockers)}");
        Say($"timer: {(lead.ResetsAt is { } at ? $"resets at {LeadsCommand.Time(at)}" : "none")}");
        Say($"the CRM shows: {string.Join(", ", lead.Crm.Select(field => $"{field.Key} = {field.Value}"))}");
        if (lead.Linked is { } other)
            Say($"linked: {other.Connection} {other.Object} {other.Id}, {(other.Hot ? "hot" : "cold")} there");

        PrintLedger(lead.Ledger);
        var settings = new Table().Border(TableBorder.Simple).AddColumns("setting", "value", "layer");
        foreach (var setting in lead.Settings)
            settings.AddRow(Markup.Escape(setting.Key), Markup.Escape(setting.Value), Markup.Escape(setting.Layer));
        AnsiConsole.Write(settings);
    }

    static void PrintLedger(IReadOnlyList<EntryView> entries)
    {
        var ledger = new Table().Border(TableBorder.Simple).AddColumns("occurred", "kind", "rule", "part", "points", "total", "layer", "note");
        foreach (var entry in entries)
        {
            ledger.AddRow(
                LeadsCommand.Time(entry.OccurredAt) + (entry.Estimated ? " (estimated)" : ""), entry.Kind, Markup.Escape(entry.Rule), entry.Part,
                entry.Points.ToString("+0.####;-0.####;0", CultureInfo.InvariantCulture),
                entry.Total.ToString("0.####", CultureInfo.InvariantCulture), Markup.Escape(entry.Layer), Markup.Escape(entry.Note ?? ""));
        }

        AnsiConsole.Write(ledger);
    }

    static void Say(FormattableString line) => AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, line);

    static string Listed(IReadOnlyList<string> texts) => texts.Count > 0 ? string.Join(", ", texts) : "none";
}
