using System.Diagnostics;
using LeadScoring.Connector.Commands;
using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Sandbox;
using Serilog.Events;

namespace LeadScoring.Benchmarks.Sync;

/// <summary>
/// Plays a scenario: go live, let the echo of the first writes pass, touch records, and measure the pass that reads them,
/// the same pass again, and one with nothing to do.
/// </summary>
sealed class ScenarioRun(Scenario scenario, ConnectionWorker worker, CrmProcess crm)
{
    readonly List<PassFigures> passes = [];

    public static async Task<Measurement> MeasureAsync(Scenario scenario, CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("lead-scoring-benchmark-");
        try
        {
            await using var crm = await CrmProcess.StartAsync(scenario);
            var options = OptionsFor(scenario, crm.Address, directory.FullName);
            await using var workplace = await Workplace.OpenAsync(options, LogEventLevel.Error, TimeProvider.System, cancellationToken);
            var worker = await workplace.WorkOnAsync(options.Connections[0], cancellationToken);
            return new(scenario, await new ScenarioRun(scenario, worker, crm).PlayAsync(cancellationToken));
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            directory.Delete(recursive: true);
        }
    }

    async Task<IReadOnlyList<PassFigures>> PlayAsync(CancellationToken cancellationToken)
    {
        var (leads, touched, changed) = (scenario.Leads, scenario.Touched, scenario.Changed);
        await crm.SettleAsync(leads);
        await PassAsync("go live", new(leads, leads, leads, (leads + 9) / 10), cancellationToken);
        await QuietAsync(cancellationToken);

        await crm.TouchAsync(touched, changed);
        await PassAsync("touched", new(touched, touched, changed, changed), cancellationToken);
        await PassAsync("again", new(touched, changed, changed, 0), cancellationToken);
        await QuietAsync(cancellationToken);
        await PassAsync("idle", new(0, 0, 0, 0), cancellationToken);
        return passes;
    }

    /// <summary>Everything stamped so far leaves the overlap.</summary>
    async Task QuietAsync(CancellationToken cancellationToken)
    {
        await crm.LaterAsync();
        await worker.RunPassAsync(cancellationToken);
        await crm.LaterAsync();
    }

    async Task PassAsync(string name, Workload work, CancellationToken cancellationToken)
    {
        GC.Collect();
        var (started, cpu, crmCpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, crm.Cpu);
        using var memory = new PeakMemory();
        var report = await worker.RunPassAsync(cancellationToken);
        passes.Add(PassFigures.Of(
            name, report, work.MinimumCalls(scenario), start: passes.Count == 0,
            Stopwatch.GetElapsedTime(started), Environment.CpuUsage.TotalTime - cpu, crm.Cpu - crmCpu, memory.Bytes));
    }

    static ConnectorOptions OptionsFor(Scenario scenario, Uri address, string directory)
    {
        var mapping = scenario.History ? Mappings.Of(scenario.Crm) : Mappings.Of(scenario.Crm).WithoutHistory();
        var file = Path.Combine(directory, "mapping.yaml");
        File.WriteAllText(file, mapping.Text);
        return new()
        {
            Connections = [scenario.Crm == CrmKind.Salesforce ? Salesforce(address, file) : HubSpot(address, file)],
            Store = new() { ConnectionString = $"Data Source={Path.Combine(directory, "store.db")}" },
            Logs = new(Path.Combine(directory, "logs")),
        };
    }

    static ConnectionOptions Salesforce(Uri address, string mapping) => new()
    {
        Name = "salesforce",
        Crm = CrmKind.Salesforce,
        BaseUrl = address,
        ApiVersion = "67.0",
        Mapping = mapping,
        Schedule = "0 * * * * ?",
        Auth = new()
        {
            Flow = AuthFlow.ClientCredentials,
            ClientId = new SandboxOptions().ClientId,
            ClientSecret = new SandboxOptions().ClientSecret,
        },
        Overlap = TimeSpan.FromMinutes(10),
        PageSize = 2000,
    };

    static ConnectionOptions HubSpot(Uri address, string mapping) => new()
    {
        Name = "hubspot",
        Crm = CrmKind.HubSpot,
        BaseUrl = address,
        ApiVersion = "2026-09",
        Mapping = mapping,
        Schedule = "0/30 * * * * ?",
        Auth = new() { Flow = AuthFlow.AccessToken, AccessToken = new SandboxOptions().HubSpotToken },
        Overlap = TimeSpan.FromMinutes(15),
        PageSize = 200,
    };
}
