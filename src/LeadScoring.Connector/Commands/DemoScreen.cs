using System.Globalization;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Core.Rules;
using LeadScoring.Sandbox;
using Spectre.Console;

namespace LeadScoring.Connector.Commands;

/// <summary>What the demo shows: on a terminal a live table, elsewhere a line for every lead that turns hot or cold.</summary>
sealed class DemoScreen(Workplace workplace, TimeProvider clock, double speed)
{
    const int Rows = 16;

    readonly Dictionary<(string, string), LeadView> hot = [];
    readonly SortedDictionary<string, (int Hot, int Timer, int Other)> totals = new(StringComparer.Ordinal);
    readonly Queue<string> lines = new();
    bool begun;

    static bool IsLive => AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected;

    public void Begin(SandboxHost sandbox)
    {
        foreach (var connection in workplace.Options.Connections)
            totals.Add(connection.Name, default);
        Console.Out.WriteLine($"Salesforce at {sandbox.SalesforceUrl}, HubSpot at {sandbox.HubSpotUrl}: two emulators with a few thousand people.");
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Their clock is compressed: one second here is {speed / 3600:0} hours there, so a ten-day timer runs out in {864_000 / speed:0} seconds."));
    }

    /// <summary>Runs <paramref name="passes"/> and shows what every round of passes changed.</summary>
    public Task ShowAsync(Func<Func<IReadOnlyList<PassReport>, Task>, Task> passes) => IsLive
        ? AnsiConsole.Live(new Table()).StartAsync(live => passes(async reports =>
        {
            var leads = await ChangesAsync(reports);
            live.UpdateTarget(TableOf(leads));
        }))
        : passes(async reports =>
        {
            await ChangesAsync(reports);
            while (lines.TryDequeue(out var line))
                Console.Out.WriteLine(line);
        });

    public void End()
    {
        foreach (var (connection, count) in totals)
        {
            Console.Out.WriteLine(
                $"{connection}: {count.Hot} leads turned hot, {count.Timer} turned cold by timer, {count.Other} by status or by hand");
        }
    }

    async Task<List<LeadView>> ChangesAsync(IReadOnlyList<PassReport> reports)
    {
        foreach (var (report, problem) in reports.SelectMany(report => report.Problems.Select(problem => (report, problem))))
        {
            if (report.Status == PassStatus.Failed)
                lines.Enqueue($"{report.Name}: {problem.Code}: {problem.Message}");
        }

        var rows = await workplace.Ledgers.LeadsAsync(null, hotOnly: true, CancellationToken.None);
        var leads = await new LeadViews(workplace.Ledgers).OfAsync(rows, CancellationToken.None);
        var now = leads.ToDictionary(lead => (lead.Connection, lead.Id));
        foreach (var lead in leads.Where(lead => !hot.ContainsKey((lead.Connection, lead.Id))))
            TurnedHot(lead);
        foreach (var lead in hot.Values.Where(lead => !now.ContainsKey((lead.Connection, lead.Id))).ToList())
            TurnedCold(lead);
        hot.Clear();
        foreach (var (key, lead) in now)
            hot.Add(key, lead);
        begun = true;
        return leads;
    }

    void TurnedHot(LeadView lead)
    {
        if (!begun)
            return;

        var (turned, timer, other) = totals[lead.Connection];
        totals[lead.Connection] = (turned + 1, timer, other);
        Say($"HOT   {lead.Connection,-10} {lead.Name} ({lead.Total:0.##} points): {string.Join(", ", lead.Reasons)}; resets at {LeadsCommand.Time(lead.ResetsAt)}");
    }

    void TurnedCold(LeadView lead)
    {
        var byTimer = lead.ResetsAt <= clock.GetUtcNow();
        var (turned, timer, other) = totals[lead.Connection];
        totals[lead.Connection] = byTimer ? (turned, timer + 1, other) : (turned, timer, other + 1);
        Say($"cold  {lead.Connection,-10} {lead.Name}: {(byTimer ? "the timer ran out" : "its status changed, or a rep cleared the flag")}");
    }

    void Say(string what)
    {
        lines.Enqueue($"{LeadsCommand.Time(clock.GetUtcNow())} {what}");
        while (IsLive && lines.Count > 6)
            lines.Dequeue();
    }

    Rows TableOf(List<LeadView> leads)
    {
        var table = new Table().Border(TableBorder.Rounded).Title($"Hot leads at {LeadsCommand.Time(clock.GetUtcNow())} (CRM time, compressed)");
        table.AddColumns("CRM", "lead", "points", "why", "cold in");
        foreach (var lead in leads.OrderByDescending(lead => lead.HotSince).Take(Rows))
        {
            var left = lead.ResetsAt - clock.GetUtcNow();
            table.AddRow(
                Markup.Escape(lead.Connection), $"[red]{Markup.Escape(lead.Name ?? lead.Id)}[/]",
                lead.Total.ToString("0.##", CultureInfo.InvariantCulture), Markup.Escape(string.Join(", ", lead.Reasons)),
                left is { } time ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, time.TotalDays):0.0} days") : "never");
        }

        table.Caption($"{leads.Count} hot. Ctrl-C ends the demo.");
        return new Rows(table, new Text(string.Join('\n', lines)));
    }
}
