using System.Globalization;
using LeadScoring.Core;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Mappings;

/// <summary>Runs the tests of a mapping file through the scoring itself.</summary>
static class MappingTestRunner
{
    public static IReadOnlyList<MappingTestResult> Run(MappingFile file)
    {
        var book = new SettingsBook(file.Model);
        return [.. file.Tests.Select(test => Run(test, book, file.Locale))];
    }

    static MappingTestResult Run(MappingTest test, SettingsBook book, Locale locale)
    {
        var journal = new Journal();
        var state = Fold(test, book, journal);
        var mode = book.For(test.Given[^1].Object, owner: null).Status.Mode;
        var reasons = Reasons.Text(journal.Entries, state, mode, locale);
        var mismatches = test.Expect
            .Select(expected => new Mismatch(expected.Key, expected.Value, Actual(expected.Key, state, reasons)))
            .Where(compared => compared.Expected != compared.Actual)
            .ToList();
        return new(test.Name, mismatches.Count == 0 ? MappingTestOutcome.Passed : MappingTestOutcome.Failed, mismatches);
    }

    static LeadState Fold(MappingTest test, SettingsBook book, Journal journal)
    {
        var given = InOrder(test.Given);
        var lead = new TestedLead(book.Model);
        var owner = (Owner?)null;
        var settings = book.For(given[0].Object, owner);
        var state = default(LeadState);
        foreach (var change in lead.FirstSight(given[0]))
            state = Scorer.Apply(state, change, settings, journal);
        foreach (var happening in given)
        {
            state = Scorer.FireTimers(state, happening.At, settings, journal);
            owner = happening.Kind == TestEventKind.Owner ? Owner(happening) : owner;
            settings = book.For(happening.Object, owner);
            foreach (var change in lead.EventsOf(happening, settings))
                state = Scorer.Apply(state, change, settings, journal);
        }

        return Scorer.FireTimers(state, test.At, settings, journal);
    }

    /// <summary>As the scoring orders events: by time, within a second by kind, then as the file has them.</summary>
    static List<TestEvent> InOrder(IReadOnlyList<TestEvent> given) =>
    [
        .. given
            .Select((happening, index) => (Happening: happening, Place: Place(happening, index)))
            .OrderBy(pair => pair.Place, History.Order)
            .Select(pair => pair.Happening),
    ];

    static LeadEvent Place(TestEvent happening, int index)
    {
        var kind = happening.Kind switch
        {
            TestEventKind.Field => EventKind.Profile,
            TestEventKind.Owner => EventKind.OwnerChanged,
            TestEventKind.Removed => EventKind.Removed,
            TestEventKind.Hot => EventKind.Ticked,
            _ => EventKind.Status,
        };
        var order = index.ToString("D6", CultureInfo.InvariantCulture);
        return new(order, kind, happening.At, happening.At, Order: order);
    }

    /// <summary>A group in a test may be any kind of membership: the file alone cannot tell which.</summary>
    static Owner Owner(TestEvent happening) => new(happening.Value)
    {
        Email = happening.Value,
        UserName = happening.Value,
        Memberships = happening.Groups
            .SelectMany(group => Enum.GetValues<MembershipKind>().Select(kind => new Membership(kind, group)))
            .ToHashSet(),
    };

    static string Actual(string key, in LeadState state, string reasons) => key switch
    {
        "status" => TestsReader.Number(state.Parts.Status),
        "behaviour" => TestsReader.Number(state.Parts.Behaviour),
        "fit" => TestsReader.Number(state.Parts.Fit),
        "total" => TestsReader.Number(state.Parts.Total),
        "reasons" => reasons,
        "hot" => state.Hot ? "true" : "false",
        "stage" => StageName.Of(state.Stage),
        _ => state.ResetsAt is { } deadline ? TestsReader.Time(deadline) : "never",
    };
}
