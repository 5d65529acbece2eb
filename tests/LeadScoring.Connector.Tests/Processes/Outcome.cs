using System.Text.Json;

namespace LeadScoring.Connector.Tests.Processes;

/// <summary>How a process ended, and what it wrote.</summary>
sealed record Outcome(int ExitCode, string Output, string Errors)
{
    /// <summary>Standard output as the one JSON document it has to be.</summary>
    public JsonElement Json()
    {
        try
        {
            using var document = JsonDocument.Parse(Output);
            return document.RootElement.Clone();
        }
        catch (JsonException wrong)
        {
            throw new AssertionException($"No JSON document on standard output: {this}", wrong);
        }
    }

    public override string ToString() =>
        $"exit code {ExitCode}{Environment.NewLine}--- output{Environment.NewLine}{Output}{Environment.NewLine}--- errors{Environment.NewLine}{Errors}";
}
