using FsCheck;
using FsCheck.Fluent;
using LeadScoring.Core.Rules;

namespace LeadScoring.Core.Tests.Properties;

/// <summary>Random stories whose events, deadlines, holds and cool-downs often fall on the same second.</summary>
static class Stories
{
    static readonly string[] Values = [Some.NotContacted, Some.Contacted, Some.Converted, Some.NotConverted, "Bounced", "Nurturing", ""];

    static readonly Dictionary<string, decimal> Points = new(Some.Points) { ["Bounced"] = -3 };

    static readonly Gen<TimeSpan> Period = Gen.Elements(10, 20, 30, 60, 120, 300).Select(seconds => TimeSpan.FromSeconds(seconds));

    static readonly Gen<TimeSpan> PeriodOrNone = Gen.OneOf(Gen.Constant(TimeSpan.Zero), Period);

    static readonly Gen<DateTimeOffset> Time = Gen.Choose(0, 40).Select(step => Some.Noon.AddSeconds(10 * step));

    static readonly Gen<ScoringOverrides> Thresholds =
        from hotAt in Gen.Elements(1m, 4m, 5m, 7m, 8m)
        from coolBelow in Gen.Elements<decimal?>(null, null, 1m, 3m, 5m, 9m)
        from floor in Gen.Elements<decimal?>(null, null, 0m, -3m)
        select new ScoringOverrides { HotAt = hotAt, CoolBelow = coolBelow, Floor = new(floor) };

    static readonly Gen<ScoringOverrides> Scoring =
        from thresholds in Thresholds
        from period in Gen.OneOf(Gen.Constant<TimeSpan?>(null), Period.Select(period => (TimeSpan?)period))
        from onChange in Gen.Elements(OnChange.Restart, OnChange.FromLastInteraction)
        from hold in PeriodOrNone
        from coolDown in PeriodOrNone
        from disqualified in Gen.Elements(DisqualifiedRule.ByPoints, DisqualifiedRule.Cool)
        from onRemoval in Gen.Elements(OnRemoval.Zero, OnRemoval.Keep)
        from manualHot in Gen.Elements(ManualHot.Respect, ManualHot.Respect, ManualHot.Revert)
        select thresholds with
        {
            ResetAfter = new(period),
            OnChange = onChange,
            MinimumHold = hold,
            CoolDown = coolDown,
            Disqualified = disqualified,
            OnRemoval = onRemoval,
            ManualHot = manualHot,
        };

    static readonly Gen<StatusRules> Statuses =
        from mode in Gen.Elements(StatusMode.Replace, StatusMode.Accumulate)
        from interaction in Gen.SubListOf(Some.NotContacted, Some.Contacted, Some.Converted)
        select Some.Statuses(mode, [.. interaction]) with { Points = Points };

    static readonly Gen<Parts> PartsBefore =
        from behaviour in Gen.Elements(0m, 0m, 3m, -2m)
        from fit in Gen.Elements(0m, 0m, 4m, 9m, -5m)
        select new Parts(Status: 0, behaviour, fit);

    static readonly Gen<EventKind> Kind = Gen.Frequency(
        (6, Gen.Constant(EventKind.Status)),
        (1, Gen.Constant(EventKind.Removed)),
        (1, Gen.Constant(EventKind.Ticked)),
        (1, Gen.Constant(EventKind.OwnerChanged)),
        (1, Gen.Constant(EventKind.SettingsChanged)));

    public static readonly Arbitrary<Story> Any = Arb.From(
        from parts in PartsBefore
        from scoring in Scoring.ListOf(3)
        from statuses in Statuses
        from count in Gen.Choose(0, 25)
        from events in Event(scoring.Count).ListOf(count)
        select new Story(parts, [.. scoring], statuses, [.. events.Select((change, index) => change with { Key = $"{index}" })]),
        Shorter);

    static Gen<LeadEvent> Event(int settings) =>
        from kind in Kind
        from at in Time
        from status in Gen.Elements(Values)
        from index in Gen.Choose(0, settings - 1)
        from order in Gen.Elements("", "1", "2")
        select Some.Event(kind, at, kind == EventKind.Status ? status : $"{index}", order);

    static IEnumerable<Story> Shorter(Story story) => Enumerable.Range(0, story.Events.Count)
        .Select(index => story with { Events = [.. story.Events.Where((_, position) => position != index)] });
}
