using Microsoft.Extensions.Configuration;

namespace LeadScoring.Connector.Configuration;

/// <summary>Brings file, environment and command line together; the later one wins.</summary>
sealed class SettingSources(ConfigurationSources sources, ConfigurationProblems problems)
{
    const string Prefix = KnownSettings.Root + ":";

    /// <summary>The file that is read; null when there is none.</summary>
    public string? File { get; } = FindFile(sources);

    /// <summary>The file as problems show it.</summary>
    public string ShownFile => File is null ? "configuration" : Shown(File);

    public IReadOnlyDictionary<string, RawSetting> Merge()
    {
        var merged = new Dictionary<string, RawSetting>(StringComparer.OrdinalIgnoreCase);
        foreach (var setting in FromFile().Concat(FromEnvironment()).Concat(FromCommandLine()))
        {
            if (setting.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
                merged[setting.Key] = setting;
        }

        return merged.ToDictionary(pair => pair.Key, pair => Unfold(pair.Value), StringComparer.OrdinalIgnoreCase);
    }

    static string? FindFile(ConfigurationSources sources)
    {
        if (sources.ConfigFile is { } named)
            return Path.GetFullPath(named, sources.WorkingDirectory);

        return new[] { sources.WorkingDirectory, sources.ProgramDirectory }
            .Select(directory => Path.Combine(directory, "appsettings.json"))
            .FirstOrDefault(System.IO.File.Exists);
    }

    IReadOnlyList<RawSetting> FromFile()
    {
        if (File is null)
            return [];

        try
        {
            var json = System.IO.File.ReadAllBytes(File);
            var marked = json.AsSpan().StartsWith((byte[])[0xEF, 0xBB, 0xBF]);
            return JsonSettings.Read(marked ? json[3..] : json, ShownFile, Path.GetDirectoryName(File)!, problems);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            problems.Add(ShownFile, key: "", value: null, "cannot be read. Name an existing, readable file with --config.");
            return [];
        }
    }

    IEnumerable<RawSetting> FromEnvironment() => sources.Environment
        .Where(variable => variable.Key.StartsWith($"{KnownSettings.Root}__", StringComparison.OrdinalIgnoreCase))
        .OrderBy(variable => variable.Key, StringComparer.Ordinal)
        .Select(variable => new RawSetting(
            variable.Key.Replace("__", ":", StringComparison.Ordinal),
            variable.Value,
            $"environment variable {variable.Key}",
            sources.WorkingDirectory));

    IEnumerable<RawSetting> FromCommandLine() => new ConfigurationBuilder()
        .AddCommandLine([.. sources.Arguments])
        .Build()
        .AsEnumerable()
        .Where(pair => pair.Value is not null)
        .Select(pair => new RawSetting(pair.Key, pair.Value!, "command line", sources.WorkingDirectory))
        .Reverse();

    /// <summary>Any value may name a file that holds it, as mounted secrets are.</summary>
    RawSetting Unfold(RawSetting setting)
    {
        if (!setting.NamesFile)
            return setting;

        try
        {
            return setting.Mounted(System.IO.File.ReadAllText(setting.NamedFile));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            var file = Shown(setting.NamedFile);
            problems.Add(setting.Source, setting.Key, value: null, $"the file {file} cannot be read. Mount it, or write the value.");
            return setting;
        }
    }

    string Shown(string path)
    {
        var relative = Path.GetRelativePath(sources.WorkingDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
