using System.Diagnostics;
using System.Globalization;
using LeadScoring.Connector.Crm;
using LeadScoring.Sandbox;

namespace LeadScoring.Benchmarks.Sync;

/// <summary>
/// The emulated CRMs in a process of their own, so that their memory and CPU are not taken for the connector's. Obeys one
/// order a line.
/// </summary>
sealed class CrmProcess : IAsyncDisposable
{
    /// <summary>The hidden command this process is started with.</summary>
    public const string Verb = "crm";

    readonly Process process;

    CrmProcess(Process process) => this.process = process;

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public TimeSpan Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public static async Task<CrmProcess> StartAsync(Scenario scenario)
    {
        var command = new ProcessStartInfo(Environment.ProcessPath!) // known outside single-purpose hosts
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        if (Path.GetFileNameWithoutExtension(command.FileName) == "dotnet")
            command.ArgumentList.Add(typeof(CrmProcess).Assembly.Location);
        foreach (var argument in (string[])[Verb, $"{scenario.Crm}", $"{scenario.Latency.TotalMilliseconds}", $"{scenario.History}"])
            command.ArgumentList.Add(argument);
        var crm = new CrmProcess(Process.Start(command)!); // null only for shell execution
        crm.Address = new(await crm.AnswerAsync());
        return crm;
    }

    /// <summary>Settles people who changed their status a month ago: nine of ten to one without points.</summary>
    public Task SettleAsync(int count) => OrderAsync($"settle {count}");

    /// <summary>The CRM's clock moves on by two hours.</summary>
    public Task LaterAsync() => OrderAsync("later");

    /// <summary>Saves records within the last five minutes; the first ones with a status that makes them hot.</summary>
    public Task TouchAsync(int count, int changed) => OrderAsync($"touch {count} {changed}");

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>What the child process does.</summary>
    public static async Task<int> ServeAsync(string[] arguments)
    {
        var crm = Enum.Parse<CrmKind>(arguments[0]);
        var clock = new ShiftedTime();
        await using var sandbox = await SandboxHost.StartAsync(
            new SandboxOptions
            {
                Time = clock,
                Population = Population.Empty,
                Latency = TimeSpan.FromMilliseconds(double.Parse(arguments[1], CultureInfo.InvariantCulture)),
            },
            CancellationToken.None);
        var people = new CrowdScript(sandbox.World, crm, withHistory: bool.Parse(arguments[2]));
        await Console.Out.WriteLineAsync($"{(crm == CrmKind.Salesforce ? sandbox.SalesforceUrl : sandbox.HubSpotUrl)}");
        while (await Console.In.ReadLineAsync() is { } order)
        {
            Obey(order.Split(' '), people, clock);
            await Console.Out.WriteLineAsync("done");
        }

        return 0;
    }

    static void Obey(string[] order, CrowdScript people, ShiftedTime clock)
    {
        int Number(int place) => int.Parse(order[place], CultureInfo.InvariantCulture);
        switch (order[0])
        {
            case "settle":
                people.Settle(Number(1));
                break;
            case "touch":
                people.Touch(Number(1), Number(2));
                break;
            default:
                clock.Shift(TimeSpan.FromHours(2));
                break;
        }
    }

    async Task OrderAsync(string order)
    {
        await process.StandardInput.WriteLineAsync(order);
        await AnswerAsync();
    }

    async Task<string> AnswerAsync() =>
        await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The emulated CRM has ended.");

    /// <summary>The system's clock, some hours ahead.</summary>
    sealed class ShiftedTime : TimeProvider
    {
        TimeSpan ahead;

        public void Shift(TimeSpan by) => ahead += by;

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
    }
}
