namespace LeadScoring.Connector.Commands;

/// <summary>Exit codes, as scripts rely on them.</summary>
static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Wrong = 2;
    public const int Degraded = 3;
    public const int Interrupted = 130;
}

/// <summary>Ends a command with an exit code and what to tell the person who ran it.</summary>
sealed class CommandException(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
