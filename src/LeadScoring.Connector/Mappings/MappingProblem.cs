namespace LeadScoring.Connector.Mappings;

enum Severity
{
    Error,
    Warning,
}

/// <summary>One thing wrong with a mapping file, where it stands, and what to write instead.</summary>
/// <param name="Line">Counted from 1, as <paramref name="Column"/>.</param>
/// <param name="Key">The path of the key, such as objects.Lead.status.mode; empty for the file as a whole.</param>
/// <param name="Value">The offending value; null where there is none.</param>
sealed record MappingProblem(Severity Severity, string File, int Line, int Column, string Key, string? Value, string Message)
{
    public override string ToString()
    {
        var severity = Severity == Severity.Warning ? "warning: " : "";
        var key = Key.Length > 0 ? $"{Key}: " : "";
        return $"{File}:{Line}:{Column}: {severity}{key}{Message}".ReplaceLineEndings(" ");
    }
}
