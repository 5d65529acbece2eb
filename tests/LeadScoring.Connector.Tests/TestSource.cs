using System.Runtime.CompilerServices;

namespace LeadScoring.Connector.Tests;

/// <summary>Finds files that stand beside the tests, and in the project's top folder.</summary>
static class TestSource
{
    public static string Tests { get; } = Path.GetDirectoryName(Here())!;

    public static string Top { get; } = Path.GetFullPath(Path.Combine(Tests, "..", ".."));

    static string Here([CallerFilePath] string path = "") => path;
}
