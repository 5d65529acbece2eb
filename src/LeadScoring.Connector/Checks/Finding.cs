using System.Text.Json.Serialization;
using LeadScoring.Connector.Commands;

namespace LeadScoring.Connector.Checks;

enum FindingSeverity
{
    /// <summary>Worth knowing; nothing to do.</summary>
    Info,

    /// <summary>Passes work, but somebody may be surprised by what they do, or will have to act one day.</summary>
    Warning,

    /// <summary>A pass now would fail, or do less than the mapping asks for.</summary>
    Error,
}

/// <summary>Something that check can find.</summary>
/// <param name="ExitCode">What check ends with when it finds this: as a pass would that meets it; 0 unless it is an error.</param>
sealed record FindingKind(string Code, FindingSeverity Severity, int ExitCode)
{
    public Finding In(string? connection, string message, string remedy) => new(connection, this, message, remedy);
}

/// <summary>One thing found, with what to do about it.</summary>
/// <param name="Connection">Null when it is about the configuration as a whole.</param>
sealed record Finding(string? Connection, [property: JsonIgnore] FindingKind Kind, string Message, string Remedy)
{
    [JsonPropertyOrder(-1)]
    public FindingSeverity Severity => Kind.Severity;

    [JsonPropertyOrder(-1)]
    public string Code => Kind.Code;

    /// <summary>
    /// Wrong configuration before a failing CRM before a degraded pass: in this order they have to be mended. 0 without an error.
    /// </summary>
    public static int ExitCodeOf(IEnumerable<Finding> findings)
    {
        var codes = findings.Select(finding => finding.Kind.ExitCode).ToHashSet();
        return codes.Contains(ExitCode.Wrong) ? ExitCode.Wrong
            : codes.Contains(ExitCode.Failed) ? ExitCode.Failed
            : codes.Contains(ExitCode.Degraded) ? ExitCode.Degraded
            : ExitCode.Done;
    }
}
