namespace LeadScoring.Connector.Configuration;

/// <summary>One thing wrong with the configuration, where it was said, and what to write instead.</summary>
/// <param name="Source">A file, "environment variable NAME" or "command line".</param>
/// <param name="Key">Such as Connector:Connections:salesforce:BaseUrl; empty for the source as a whole.</param>
/// <param name="Value">The offending value, *** for a secret; null where there is none.</param>
sealed record ConfigurationProblem(string Source, string Key, string? Value, string Message)
{
    public override string ToString()
    {
        var key = Key.Length > 0 ? $"{Key}: " : "";
        var value = Value is null ? "" : $"\"{Value}\" ";
        return $"{Source}: {key}{value}{Message}".ReplaceLineEndings(" ");
    }
}

/// <summary>What reading the configuration gave: the options when nothing is wrong, and everything that is.</summary>
sealed record ConfigurationReading(ConnectorOptions? Options, IReadOnlyList<ConfigurationProblem> Problems);
