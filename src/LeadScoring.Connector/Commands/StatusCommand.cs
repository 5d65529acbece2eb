using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Store;
using LeadScoring.Core;
using Serilog.Events;
using Spectre.Console;

namespace LeadScoring.Connector.Commands;

/// <summary>The connections, as <c>status --json</c> prints them.</summary>
sealed record StatusView(IReadOnlyList<ConnectionView> Connections);

sealed record ConnectionView
{
    public required string Name { get; init; }

    public required string Crm { get; init; }

    /// <summary>ok, degraded, paused or failed: how the last pass ended.</summary>
    public required string State { get; init; }

    /// <summary>How far the slowest cursor is behind now; null before the first pass.</summary>
    public long? LagSeconds { get; init; }

    public DateTimeOffset? LastPass { get; init; }

    public DateTimeOffset? GoLive { get; init; }

    public required IReadOnlyList<CursorView> Cursors { get; init; }

    /// <summary>tracked or latest: whether every status change is seen, or only the newest between two passes.</summary>
    public required string History { get; init; }

    /// <summary>The account's daily allocation as the CRM last told it.</summary>
    public CrmQuota? Quota { get; init; }

    public int Rejected { get; init; }

    public int Outbox { get; init; }

    public int DeadLetters { get; init; }

    /// <summary>Records whose person is in the other CRM too; left out while nobody is linked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Linked { get; init; }

    /// <summary>Which they are.</summary>
    [JsonIgnore]
    public IReadOnlyList<DeadLetter> Dead { get; init; } = [];

    public string? Model { get; init; }

    public StagedView? Staged { get; init; }

    public string? Holder { get; init; }

    /// <summary>How soon hot leads are worked, by owner; empty where the mapping reads no calls or mails.</summary>
    public required IReadOnlyList<ResponseView> Responses { get; init; }
}

sealed record CursorView(string Stream, DateTimeOffset At, string Id);

sealed record StagedView(string Hash, string State, int Flips, string Message);

/// <summary>Connections, cursors, lag, rejected rows, last passes.</summary>
static class StatusCommand
{
    static readonly Option<bool> Json = Shared.Json();

    public static Command Create()
    {
        var command = new Command("status", "Connections, cursors, lag, rejected rows, last passes.") { Json };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var workplace = await Workplace.OpenAsync(arguments, Workplace.NoConnection, LogEventLevel.Warning, cancellationToken);
        List<ConnectionView> views = [];
        foreach (var connection in workplace.Options.Connections)
            views.Add(await ViewAsync(workplace, connection, cancellationToken));
        if (arguments.GetValue(Json))
            Console.Out.WriteLine(JsonSerializer.Serialize(new StatusView(views), CommandJson.Default.StatusView));
        else
            Print(views);
        return ExitCode.Done;
    }

    static async Task<ConnectionView> ViewAsync(Workplace workplace, ConnectionOptions connection, CancellationToken cancellationToken)
    {
        var ledgers = workplace.Ledgers;
        var cursors = await ledgers.CursorsAsync(connection.Name, cancellationToken);
        var last = await ledgers.LastPassAsync(connection.Name, cancellationToken);
        var outbox = await ledgers.OutboxAsync(connection.Name, cancellationToken);
        var model = await ledgers.ModelAsync(connection.Name, cancellationToken);
        var quota = await ledgers.CachedAsync(connection.Name, ConnectionWorker.QuotaName, cancellationToken);
        var staged = await ledgers.StagedAsync(connection.Name, cancellationToken);
        var (mapping, owners) = await new LeadViews(ledgers).OfAsync(connection.Name, cancellationToken);
        var letters = new DeadLetters(workplace.Database);
        var dead = await letters.ReadAsync(connection.Name, cancellationToken);
        var ahead = await ledgers.CrmAheadAsync(connection.Name, cancellationToken);
        return new()
        {
            Name = connection.Name,
            Crm = connection.Crm.ToString(),
            State = last?.Status ?? ReportJson.NameOf(PassStatus.Ok),
            LagSeconds = cursors.Count == 0
                ? null
                : Math.Max(0, (long)(workplace.Time.GetUtcNow() + ahead - cursors.Min(cursor => cursor.At)).TotalSeconds),
            LastPass = last?.EndedAt,
            GoLive = await ledgers.GoLiveAsync(connection.Name, cancellationToken),
            Cursors = [.. cursors.Select(cursor => new CursorView(cursor.Stream, cursor.At, cursor.Id))],
            History = await ledgers.IsTrackedAsync(connection.Name, cancellationToken) ? "tracked" : "latest",
            Quota = quota is null ? null : JsonSerializer.Deserialize(quota, ReportJson.Default.CrmQuota),
            Rejected = outbox.Rejected,
            Linked = await ledgers.LinkedAsync(connection.Name, cancellationToken),
            Outbox = outbox.Rejected + outbox.Waiting + await letters.WaitingAlertsAsync(connection.Name, cancellationToken),
            DeadLetters = dead.Count,
            Dead = dead,
            Model = model?.Hash,
            Staged = staged is { } file ? new(file.Hash, file.State, file.Flips, file.Message) : null,
            Holder = await Lease.HolderAsync(workplace.Database, connection.Name, cancellationToken),
            Responses = mapping?.Activities is null
                ? []
                : await ResponseView.OfAsync(ledgers, connection.Name, owners, workplace.Time.GetUtcNow(), cancellationToken),
        };
    }

    static string Approached(ResponseView response) => response.MedianSeconds is { } median
        ? $"; {response.Contacted} approached, half of them within {TimeSpan.FromSeconds(median).ToString("g", CultureInfo.InvariantCulture)}"
        : "";

    static void Print(List<ConnectionView> views)
    {
        foreach (var view in views)
        {
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[bold]{view.Name}[/] ({view.Crm}): {view.State}, lag {view.LagSeconds?.ToString(CultureInfo.InvariantCulture) ?? "unknown"} s, history {view.History}, run by {view.Holder ?? "nobody"}");
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"  last pass {LeadsCommand.Time(view.LastPass)}, live since {LeadsCommand.Time(view.GoLive)}, outbox {view.Outbox}, rejected {view.Rejected}, dead letters {view.DeadLetters}");
            foreach (var letter in view.Dead)
                AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"    {letter.What} of {letter.Object} {letter.Id}: {letter.Code}, {letter.Attempts} attempts");
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"  model {view.Model ?? "none"}");
            if (view.Linked is { } linked)
                AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"  linked to the other CRM: {linked} records");
            if (view.Staged is { } staged)
                AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"  staged {staged.Hash}: {staged.State}: {staged.Message}");
            foreach (var response in view.Responses)
                AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"  {response.Owner ?? "nobody"}: {response.Waiting} hot leads wait for a first approach{Approached(response)}");
            foreach (var cursor in view.Cursors)
                AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"  {cursor.Stream} read to {LeadsCommand.Time(cursor.At)} {cursor.Id}");
        }
    }
}
