namespace LeadScoring.Connector.Configuration;

/// <summary>A value as it was written, and where.</summary>
/// <param name="Key">Such as Connector:Store:Provider; case does not count.</param>
/// <param name="Source">As problems show it: a file with its line, an environment variable, the command line.</param>
/// <param name="Directory">What a relative path in the value is relative to.</param>
sealed record RawSetting(string Key, string Value, string Source, string Directory)
{
    const string FileScheme = "file:";

    /// <summary>Names a file that holds the value, as mounted secrets do.</summary>
    public bool NamesFile => !IsMounted && Value.StartsWith(FileScheme, StringComparison.Ordinal);

    /// <summary>The value was read from the file that it names, and is not shown.</summary>
    public bool IsMounted { get; private init; }

    public string NamedFile => Path.GetFullPath(Value[FileScheme.Length..], Directory);

    public RawSetting Mounted(string content) => this with { Value = content.TrimEnd('\r', '\n'), IsMounted = true };
}
