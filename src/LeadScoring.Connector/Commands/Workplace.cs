using System.CommandLine;
using LeadScoring.Connector.Alerts;
using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.HubSpot;
using LeadScoring.Connector.Mappings;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Salesforce;
using LeadScoring.Connector.Store;
using Serilog.Events;

namespace LeadScoring.Connector.Commands;

/// <summary>What a command works with: checked configuration, the open store, the log.</summary>
sealed class Workplace : IAsyncDisposable
{
    /// <summary>Selects no connection, for commands that call no CRM: no secret is asked for.</summary>
    public const string NoConnection = "";

    readonly ILoggerFactory loggers;
    readonly List<ConnectionWorker> workers = [];
    readonly HubSpotPaces paces;

    Workplace(ConnectorOptions options, Database database, ILoggerFactory logs, TimeProvider time)
    {
        Options = options;
        Database = database;
        loggers = logs;
        Time = time;
        paces = new(time);
    }

    public ConnectorOptions Options { get; }

    public Database Database { get; }

    public TimeProvider Time { get; }

    public Ledgers Ledgers => new(Database);

    /// <exception cref="CommandException">The configuration is wrong; every mistake is told.</exception>
    public static async Task<Workplace> OpenAsync(
        ParseResult arguments, string? onlyConnection, LogEventLevel console, CancellationToken cancellationToken)
    {
        var options = Configured(arguments, onlyConnection);
        return await OpenAsync(options, console, TimeProvider.System, cancellationToken);
    }

    /// <exception cref="CommandException">The store or the log cannot be opened where the configuration says.</exception>
    public static async Task<Workplace> OpenAsync(
        ConnectorOptions options, LogEventLevel console, TimeProvider time, CancellationToken cancellationToken)
    {
        if (options.Store.Provider != StoreProvider.Sqlite)
            throw new CommandException(ExitCode.Wrong, "Connector:Store:Provider: Postgres is not supported yet; write Sqlite.");

        var database = await Places.StoreAsync(options.Store, cancellationToken);
        return new(options, database, Places.Logs(options.Logs, console), time);
    }

    public static ConnectorOptions Configured(ParseResult arguments, string? onlyConnection)
    {
        var reading = Reading(arguments, onlyConnection);
        return reading.Options ?? throw new CommandException(
            ExitCode.Wrong, string.Join(Environment.NewLine, reading.Problems.Select(problem => problem.ToString())));
    }

    /// <summary>The configuration with everything that is wrong with it.</summary>
    public static ConfigurationReading Reading(ParseResult arguments, string? onlyConnection)
    {
        var settings = (arguments.GetValue(Shared.Settings) ?? []).Select(setting => $"--{setting}").ToList();
        return ConfigurationReader.Read(
            ConfigurationSources.OfProcess(arguments.GetValue(Shared.Config)?.FullName, settings, onlyConnection));
    }

    public ILogger<T> Logger<T>() => loggers.CreateLogger<T>();

    /// <summary>The connections to work on: the enabled ones, or the one that was named.</summary>
    /// <exception cref="CommandException">No connection of that name, a disabled one, or none at all.</exception>
    public IReadOnlyList<ConnectionOptions> Selected(string? name)
    {
        if (name is not null)
            return [Enabled(name)];

        var enabled = Options.Connections.Where(connection => connection.Enabled).ToList();
        return enabled.Count > 0
            ? enabled
            : throw new CommandException(
                ExitCode.Wrong,
                $"{Options.File ?? "The configuration"} has no enabled connection under Connector:Connections. Add one (README.md shows how), "
                + "or try: LeadScoring.Connector demo");
    }

    /// <summary>The connection of that name, to work on.</summary>
    /// <exception cref="CommandException">There is none, or it is disabled.</exception>
    public ConnectionOptions Enabled(string name) => Named(name) is { Enabled: true } connection
        ? connection
        : throw new CommandException(
            ExitCode.Wrong, $"{KnownSettings.Root}:Connections:{Named(name).Name} is disabled: set Enabled to true.");

    /// <summary>The connection of that name, also a disabled one, to report on.</summary>
    public ConnectionOptions Named(string name) =>
        Options.Connections.FirstOrDefault(connection => string.Equals(connection.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new CommandException(
            ExitCode.Wrong,
            $"There is no connection \"{name}\". Configured: {string.Join(", ", Options.Connections.Select(known => known.Name))}.");

    /// <summary>Takes the lease of a connection and makes the worker that runs it, until the workplace is disposed.</summary>
    /// <exception cref="CommandException">Another process runs the connection.</exception>
    public async Task<ConnectionWorker> WorkOnAsync(ConnectionOptions connection, CancellationToken cancellationToken)
    {
        var worker = await WorkOnAsync(connection, Database, dryRun: false, cancellationToken);
        workers.Add(worker);
        return worker;
    }

    /// <summary>The same on a copy of the store.</summary>
    public async Task<ConnectionWorker> WorkOnAsync(
        ConnectionOptions connection, Database database, bool dryRun, CancellationToken cancellationToken)
    {
        try
        {
            var holder = $"{Environment.MachineName}, process {Environment.ProcessId}";
            var lease = await Lease.TakeAsync(database, connection.Name, holder, cancellationToken);
            var crm = Connect(connection);
            return new(connection, Options.Publish, crm, new AlertPost(Options.Alerts, crm, Time), lease, Time, loggers)
            {
                DryRun = dryRun,
                People = Options.People,
            };
        }
        catch (LeaseHeldException held)
        {
            throw new CommandException(ExitCode.Failed, held.Message);
        }
    }

    /// <summary>
    /// The account of a connection, without its lease: for questions, and for what changes no record. What it remembers
    /// stays in the store itself, also when a pass works on a copy.
    /// </summary>
    public ICrm Connect(ConnectionOptions connection)
    {
        var tokens = connection.Auth.Flow == AuthFlow.RefreshToken
            ? new RefreshTokens(Database, connection.Name, Places.Keys(Options.Keys), Logger<RefreshTokens>())
            : null;
        var memory = new CrmMemory(new CallBook(Database, connection.Name), tokens);
        return connection.Crm == CrmKind.Salesforce
            ? SalesforceServices.Create(connection, Time, loggers, memory: memory)
            : HubSpotServices.Create(connection, Time, loggers, memory: memory, paces: paces);
    }

    /// <summary>Before any call: the mapping files are valid, what they ask for is configured, and their own tests pass.</summary>
    /// <exception cref="CommandException">With 2 for an invalid file, 1 for a failed test.</exception>
    public void CheckMappings(IEnumerable<ConnectionOptions> connections)
    {
        var readings = connections.Select(connection => MappingReader.ReadFile(connection.Mapping, connection.Crm)).ToList();
        var problems = readings.Where(reading => reading.File is null).SelectMany(reading => reading.Problems).ToList();
        if (problems.Count > 0)
            throw new CommandException(ExitCode.Wrong, string.Join(Environment.NewLine, problems));

        var lacking = readings.SelectMany(reading => AlertNeeds.Lacking(reading.File!, Options.Alerts)).ToList(); // those without file have thrown
        if (lacking.Count > 0)
            throw new CommandException(ExitCode.Wrong, string.Join(Environment.NewLine, lacking));

        var failed = readings.SelectMany(reading => MappingTestRunner.Run(reading.File!) // those without file have thrown
            .Where(result => result.Outcome == MappingTestOutcome.Failed)
            .Select(result => $"{reading.File!.Path}: test \"{result.Name}\": {string.Join("; ", result.Mismatches)}")).ToList();
        if (failed.Count > 0)
            throw new CommandException(ExitCode.Failed, string.Join(Environment.NewLine, failed));
    }

    public ValueTask DisposeAsync()
    {
        foreach (var worker in workers)
            worker.Dispose();
        loggers.Dispose();
        return ValueTask.CompletedTask;
    }
}
