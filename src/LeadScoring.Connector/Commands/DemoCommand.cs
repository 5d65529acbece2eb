using System.CommandLine;
using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Mappings;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Sandbox;
using Serilog.Events;
using Spectre.Console;

namespace LeadScoring.Connector.Commands;

/// <summary>
/// Both CRMs and the worker on this machine, with no account and no configuration. The CRMs' clock is compressed, so that a
/// ten-day timer runs out while somebody watches.
/// </summary>
static class DemoCommand
{
    /// <summary>One second on screen is half a day in the CRMs.</summary>
    const double Speed = 43_200;

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    static readonly Option<string?> For = new("--for") { Description = "End by itself after this long, such as 30s.", HelpName = "TIME" };

    public static Command Create()
    {
        var command = new Command("demo", "Watch leads turn hot and cold in two emulated CRMs; needs no account.") { For };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (arguments.GetValue(For) is { } text)
        {
            if (!Duration.TryParse(text, out var duration))
                throw new CommandException(ExitCode.Wrong, $"--for: \"{text}\" is not a duration. Write 30s, 5m or 1h.");
            end.CancelAfter(duration);
        }

        var directory = Directory.CreateTempSubdirectory("lead-scoring-demo-");
        try
        {
            await ShowAsync(directory.FullName, end.Token);
            return ExitCode.Done;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    static async Task ShowAsync(string directory, CancellationToken cancellationToken)
    {
        var clock = new CompressedTime(Speed);
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { Time = clock, RateLimits = false }, cancellationToken);
        var options = OptionsFor(directory, sandbox);
        await using var workplace = await Workplace.OpenAsync(options, LogEventLevel.Error, TimeProvider.System, CancellationToken.None);
        var screen = new DemoScreen(workplace, clock, Speed);
        List<ConnectionWorker> workers = [];
        foreach (var connection in options.Connections)
            workers.Add(await workplace.WorkOnAsync(connection, CancellationToken.None));

        screen.Begin(sandbox);
        using var day = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var script = Task.CompletedTask;
        var end = screen.ShowAsync(async refresh =>
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await refresh(await Task.WhenAll(workers.Select(worker => worker.RunPassAsync(cancellationToken))));
                if (script == Task.CompletedTask)
                    script = new DayInSales(sandbox.World).RunAsync(day.Token);
                await Task.Delay(Pause, TimeProvider.System, cancellationToken);
            }
        });
        await end.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (end.IsFaulted)
            await end;

        await day.CancelAsync();
        await script.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        screen.End();
    }

    static ConnectorOptions OptionsFor(string directory, SandboxHost sandbox) => new()
    {
        Connections =
        [
            Connection(CrmKind.HubSpot, sandbox.HubSpotUrl, "2026-09", new()
            {
                Flow = AuthFlow.AccessToken,
                AccessToken = new SandboxOptions().HubSpotToken,
            }),
            Connection(CrmKind.Salesforce, sandbox.SalesforceUrl, "67.0", new()
            {
                Flow = AuthFlow.ClientCredentials,
                ClientId = new SandboxOptions().ClientId,
                ClientSecret = new SandboxOptions().ClientSecret,
            }),
        ],
        Store = new() { ConnectionString = $"Data Source={Path.Combine(directory, "demo.db")}" },
        Logs = new(Path.Combine(directory, "logs")),
    };

    static ConnectionOptions Connection(CrmKind crm, Uri address, string version, AuthOptions auth) => new()
    {
        Name = crm.ToString().ToLowerInvariant(),
        Crm = crm,
        BaseUrl = address,
        ApiVersion = version,
        Mapping = Path.Combine(AppContext.BaseDirectory, "mappings", $"{crm.ToString().ToLowerInvariant()}.yaml"),
        Schedule = "* * * * * ?",
        Auth = auth,
        Limits = new(SearchesPerSecond: 0, CallsPerTenSeconds: 0),
        Overlap = TimeSpan.FromMinutes(15),
        CallShare = 1,
        OrgStop = 1,
        PageSize = crm == CrmKind.Salesforce ? 2000 : 200,
    };
}
