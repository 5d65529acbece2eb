using System.Collections;

namespace LeadScoring.Connector.Configuration;

/// <summary>Where the configuration comes from; what comes later overrides what came before.</summary>
sealed record ConfigurationSources
{
    /// <summary>The file of <c>--config</c>; null: appsettings.json of the working directory, else beside the executable.</summary>
    public string? ConfigFile { get; init; }

    public required string WorkingDirectory { get; init; }

    /// <summary>Where the executable lies.</summary>
    public required string ProgramDirectory { get; init; }

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Such as --Connector:Publish:MaxFlips=10.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>The one connection that will be used; the secrets of others are not asked for.</summary>
    public string? OnlyConnection { get; init; }

    /// <summary>What this process was started with.</summary>
    public static ConfigurationSources OfProcess(string? configFile, IReadOnlyList<string> arguments, string? onlyConnection) => new()
    {
        ConfigFile = configFile,
        WorkingDirectory = Directory.GetCurrentDirectory(),
        ProgramDirectory = AppContext.BaseDirectory,
        Environment = System.Environment.GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal),
        Arguments = arguments,
        OnlyConnection = onlyConnection,
    };
}
