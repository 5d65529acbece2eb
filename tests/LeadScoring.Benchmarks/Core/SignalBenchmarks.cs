using BenchmarkDotNet.Attributes;
using LeadScoring.Connector.Mappings;
using LeadScoring.Core;
using LeadScoring.Core.Rules;

namespace LeadScoring.Benchmarks.Core;

/// <summary>Pure scoring of activities, per event, where limits and points that leave have to be looked up.</summary>
[MemoryDiagnoser]
public class SignalBenchmarks
{
    const int Leads = 100;
    const int EventsOfEach = 10;

    static readonly ActivityKind[] Kinds = [ActivityKind.EmailOpened, ActivityKind.EmailSent, ActivityKind.CallInbound];

    static readonly DateTimeOffset Start = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    readonly Settings settings = new SettingsBook(WithSignals(Mappings.Salesforce.Read().Model)).For("Lead", owner: null);
    readonly Journal journal = new();
    readonly LeadEvent[] changes =
    [
        .. Enumerable.Range(0, EventsOfEach).Select(number =>
        {
            var at = Start.AddHours(number);
            return new LeadEvent($"Task/{number}", EventKind.Activity, at, at)
            {
                Activity = new Activity(Kinds[number % Kinds.Length], $"Task/{number}"),
            };
        }),
    ];

    [Benchmark(OperationsPerInvoke = Leads * EventsOfEach)]
    public LeadState Apply()
    {
        journal.Clear();
        var state = default(LeadState);
        for (var lead = 0; lead < Leads; lead++)
        {
            state = default;
            foreach (var change in changes)
                state = Scorer.Apply(state, change, settings, journal);
        }

        return state;
    }

    static ScoringModel WithSignals(ScoringModel model) => model with
    {
        Company = model.Company with
        {
            Signals = new Dictionary<string, SignalRules>
            {
                ["opened"] = new()
                {
                    On = new(ActivityKind.EmailOpened),
                    Points = 1,
                    AtMost = new(3, TimeSpan.FromDays(1)),
                    Lasts = new(TimeSpan.FromDays(90)),
                },
                ["call_received"] = new() { On = new(ActivityKind.CallInbound), Points = 5 },
            },
            Stages = new() { PressureAtMost = 5, PressureWithin = TimeSpan.FromDays(14) },
        },
    };
}
