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

/// <summary>A lead with its settings and its ledger, as <c>explain --json</c> prints it.</summary>
sealed record ExplainView : LeadView
{
    public required IReadOnlyList<SettingView> Settings { get; init; }

    public required IReadOnlyList<EntryView> Ledger { get; init; }

    /// <summary>The written fields as the CRM last showed or confirmed them.</summary>
    public required IReadOnlyDictionary<string, string?> Crm { get; init; }
}

sealed record SettingView(string Key, string Value, string Layer);

sealed record EntryView
{
    public DateTimeOffset OccurredAt { get; init; }

    public DateTimeOffset ObservedAt { get; init; }

    public required string Kind { get; init; }

    public required string Rule { get; init; }

    public required string Part { get; init; }

    public decimal Points { get; init; }

    public decimal Total { get; init; }

    public required string Model { get; init; }

    public required string Layer { get; init; }

    /// <summary>Where the CRM told of it: history or latest.</summary>
    public required string Source { get; init; }

    public bool Estimated { get; init; }

    public string? Note { get; init; }
}

/// <summary>Why a lead has its score: the ledger, the effective settings with their layers, the timer, what the CRM shows.</summary>
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
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[bold]{lead.Name ?? lead.Id}[/] ({lead.Connection} {lead.Object} {lead.Id}), owner {lead.Owner ?? "none"}");
        AnsiConsole.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"{(lead.Hot ? $"HOT since {LeadsCommand.Time(lead.HotSince)}" : "cold")}, total {lead.Total:0.####} = status {lead.Parts.Status:0.####} + behaviour {lead.Parts.Behaviour:0.####} + fit {lead.Parts.Fit:0.####}");
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"timer: {(lead.ResetsAt is { } at ? $"resets at {LeadsCommand.Time(at)}" : "none")}");
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"the CRM shows: {string.Join(", ", lead.Crm.Select(field => $"{field.Key} = {field.Value}"))}");

        if (lead.Linked is { } other)
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"linked: {other.Connection} {other.Object} {other.Id}, {(other.Hot ? "hot" : "cold")} there");

        var ledger = new Table().Border(TableBorder.Simple).AddColumns("occurred", "kind", "rule", "part", "points", "total", "layer", "note");
        foreach (var entry in lead.Ledger)
        {
            ledger.AddRow(
                LeadsCommand.Time(entry.OccurredAt) + (entry.Estimated ? " (estimated)" : ""), entry.Kind, Markup.Escape(entry.Rule), entry.Part,
                entry.Points.ToString("+0.####;-0.####;0", CultureInfo.InvariantCulture),
                entry.Total.ToString("0.####", CultureInfo.InvariantCulture), Markup.Escape(entry.Layer), Markup.Escape(entry.Note ?? ""));
        }

        AnsiConsole.Write(ledger);
        var settings = new Table().Border(TableBorder.Simple).AddColumns("setting", "value", "layer");
        foreach (var setting in lead.Settings)
            settings.AddRow(Markup.Escape(setting.Key), Markup.Escape(setting.Value), Markup.Escape(setting.Layer));
        AnsiConsole.Write(settings);
    }
}
