using BenchmarkDotNet.Attributes;
using LeadScoring.Connector.Mappings;
using LeadScoring.Core;
using LeadScoring.Core.Rules;

namespace LeadScoring.Benchmarks.Core;

/// <summary>Pure scoring, per event. The gate: at most 500 ns, and nothing allocated beyond the ledger entry.</summary>
[MemoryDiagnoser]
public class ScoringBenchmarks
{
    const int Events = 1000;

    static readonly string[] Statuses =
        ["Open - Not Contacted", "Working - Contacted", "Closed - Not Converted", "Working - Contacted", "Closed - Converted"];

    static readonly DateTimeOffset Start = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    readonly Settings settings = new SettingsBook(Mappings.Salesforce.Read().Model).For("Lead", owner: null);
    readonly Journal journal = new();
    readonly LeadEvent[] changes =
    [
        .. Enumerable.Range(0, Events).Select(number =>
        {
            var at = Start.AddHours(number);
            return new LeadEvent($"Lead/1/Status/{number}", EventKind.Status, at, at, Statuses[number % Statuses.Length]);
        }),
    ];

    [Benchmark(OperationsPerInvoke = Events)]
    public LeadState Apply()
    {
        journal.Clear();
        var state = default(LeadState);
        foreach (var change in changes)
            state = Scorer.Apply(state, change, settings, journal);

        return state;
    }

    [Benchmark(OperationsPerInvoke = Events)]
    public LeadState Fold()
    {
        journal.Clear();
        return History.Fold(default, changes, settings, Start.AddHours(Events), journal);
    }
}
