using LeadScoring.Connector.Pipeline;

namespace LeadScoring.Benchmarks.Sync;

/// <summary>What one pass took.</summary>
/// <param name="Calls">By kind.</param>
/// <param name="Minimum">By kind, of the cost model.</param>
/// <param name="Start">The pass also signed in and read the schema and the owners: up to ten calls more.</param>
/// <param name="Reading">Until every page was read and kept.</param>
/// <param name="Peak">Resident memory of the connector's process, in bytes.</param>
sealed record PassFigures(
    string Pass, int Read, int Written, IReadOnlyDictionary<string, int> Calls, IReadOnlyDictionary<string, int> Minimum, bool Start,
    TimeSpan Reading, TimeSpan Wall, TimeSpan Cpu, TimeSpan CrmCpu, long Peak)
{
    const int CallsOfAStart = 10;

    static readonly HashSet<string> Overhead = ["sign-in", "describe", "owners", "account"];

    public int Used => Calls.Where(kind => !Overhead.Contains(kind.Key)).Sum(kind => kind.Value);

    public int Least => Minimum.Values.Sum();

    public int Excess => Used - Least;

    /// <summary>Within five per cent and two calls of the minimum; a start apart.</summary>
    public bool IsWithinGate => Used <= (Least * 1.05) + 2 + (Start ? CallsOfAStart : 0);

    public double RowsPerSecond => Read / Wall.TotalSeconds;

    public static PassFigures Of(
        string pass, PassReport report, IReadOnlyDictionary<string, int> minimum, bool start,
        TimeSpan wall, TimeSpan cpu, TimeSpan crmCpu, long peak) =>
        report.Status == PassStatus.Ok
            ? new(pass, report.Read, report.Written, report.CallsByKind, minimum, start, report.Reading, wall, cpu, crmCpu, peak)
            : throw new InvalidOperationException(
                $"{pass}: {report.Status}: {string.Join("; ", report.Problems.Select(problem => problem.Message))}");
}

/// <summary>One scenario and its passes.</summary>
sealed record Measurement(Scenario Scenario, IReadOnlyList<PassFigures> Passes);
