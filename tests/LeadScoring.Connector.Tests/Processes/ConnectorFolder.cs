using System.Text.Json;

namespace LeadScoring.Connector.Tests.Processes;

/// <summary>A folder with a configuration, in which connectors are started; with it go the store, the logs and the processes.</summary>
sealed class ConnectorFolder : IDisposable
{
    /// <summary>What a command that ends by itself may take on a busy machine.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("lead-scoring-test-");
    readonly List<ConnectorProcess> processes = [];

    public ConnectorFolder(params IEnumerable<Connection> connections) => Configure(connections);

    public string Location => directory.FullName;

    public string DatabaseFile => InFolder("connector.db");

    public string LogFolder => InFolder("logs");

    /// <summary>Added to the environment of every process.</summary>
    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    public string InFolder(string name) => Path.Combine(Location, name);

    public void Configure(params IEnumerable<Connection> connections)
    {
        var settings = new
        {
            Connector = new
            {
                Connections = connections.ToDictionary(connection => connection.Name, connection => connection.Settings),
                Store = new { ConnectionString = "Data Source=connector.db" },
            },
        };
        File.WriteAllText(InFolder("appsettings.json"), JsonSerializer.Serialize(settings));
    }

    public ConnectorProcess Start(params string[] arguments) => StartWith("", arguments);

    /// <summary>Runs a command to its end.</summary>
    public Task<Outcome> RunAsync(params string[] arguments) => Start(arguments).EndAsync(Patience);

    /// <summary>Runs a command to its end, and answers what it asks.</summary>
    public Task<Outcome> AnswerAsync(string input, params string[] arguments) => StartWith(input, arguments).EndAsync(Patience);

    public void Dispose()
    {
        foreach (var process in processes)
            process.Dispose();
        directory.Delete(recursive: true);
    }

    ConnectorProcess StartWith(string input, string[] arguments)
    {
        var process = ConnectorProcess.Start(Location, Environment, arguments, input);
        processes.Add(process);
        return process;
    }
}
