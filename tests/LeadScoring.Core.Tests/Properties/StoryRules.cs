using FsCheck;
using FsCheck.Fluent;
using LeadScoring.Core.Rules;

namespace LeadScoring.Core.Tests.Properties;

/// <summary>Random rules: those of a company, and those of an exception, which states some keys only.</summary>
static class StoryRules
{
    static readonly Dictionary<string, decimal> Points = new(Some.Points) { ["Bounced"] = -3 };

    static readonly Gen<TimeSpan> Period = Gen.Elements(10, 20, 30, 60, 120, 300).Select(seconds => TimeSpan.FromSeconds(seconds));

    static readonly Gen<TimeSpan> PeriodOrNone = Gen.OneOf(Gen.Constant(TimeSpan.Zero), Period);

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
        from onMerge in Gen.Elements<OnMerge?>(null, OnMerge.Max, OnMerge.Sum, OnMerge.Survivor)
        from onConversion in Gen.Elements<OnConversion?>(null, OnConversion.Follow, OnConversion.Close)
        select thresholds with
        {
            ResetAfter = new(period),
            OnChange = onChange,
            MinimumHold = hold,
            CoolDown = coolDown,
            Disqualified = disqualified,
            OnRemoval = onRemoval,
            ManualHot = manualHot,
            OnMerge = onMerge,
            OnConversion = onConversion,
        };

    static readonly Gen<StageRules> Stages =
        from prospect in Gen.Elements<ProspectWhen?>(null, ProspectWhen.Fit, ProspectWhen.Both)
        from after in Period
        from approaches in Gen.Elements<int?>(null, 1, 2)
        from within in Gen.OneOf(Gen.Constant<TimeSpan?>(null), Period.Select(period => (TimeSpan?)period))
        select new StageRules
        {
            ProspectWhen = prospect,
            UnresponsiveAfter = after,
            UnresponsiveApproaches = approaches,
            PressureAtMost = 1,
            PressureWithin = within,
        };

    /// <summary>Single keys, such as an exception states.</summary>
    static readonly Gen<SignalRules> Keys =
        from points in Gen.Elements<decimal?>(null, -5m, 0m, 1m, 3m, 6m)
        from times in Gen.Elements<AtMost?>(null, null, new AtMost(1, TimeSpan.FromSeconds(30)), new AtMost(2, TimeSpan.FromSeconds(60)))
        from lasts in Gen.OneOf(
            Gen.Constant<Given<TimeSpan?>?>(null), Period.Select(period => (Given<TimeSpan?>?)new Given<TimeSpan?>(period)),
            Gen.Constant<Given<TimeSpan?>?>(new Given<TimeSpan?>(null)))
        from interaction in Gen.Elements<bool?>(null, true, false)
        from twoWay in Gen.Elements<bool?>(null, true)
        select new SignalRules { Points = points, AtMost = times, Lasts = lasts, Interaction = interaction, TwoWay = twoWay };

    static readonly (string Name, SignalRules Rules)[] Signals =
    [
        ("opened", SomeRules.On(ActivityKind.EmailOpened, 1)),
        ("called", SomeRules.On(ActivityKind.CallOutbound, 3) with { Lasting = TimeSpan.FromSeconds(10) }),
        ("demo", SomeRules.On(ActivityKind.MeetingBooked, 5) with
        {
            Matching = new Dictionary<string, IReadOnlySet<string>> { ["Type"] = Some.Set("Demo") },
        }),
        ("met", SomeRules.On(ActivityKind.MeetingBooked, -2)),
        ("clicked", SomeRules.OnField(FieldTestKind.Increases, 2)),
        ("clicked_often", SomeRules.OnField(FieldTestKind.Reaches, 4, number: 3)),
    ];

    static readonly Gen<LayerRules> Company =
        from scoring in Scoring
        from stages in Stages
        from keys in Keys.ListOf(Signals.Length)
        from target in Gen.Elements(4m, 9m, 1m)
        from local in Gen.Elements(-5m, 2m)
        select new LayerRules("company")
        {
            Scoring = scoring,
            Stages = stages,
            Signals = SomeRules.Named([.. Signals.Zip(keys, (signal, stated) => (signal.Name, Rules: Over(signal.Rules, stated)))]),
            Fit = SomeRules.Named(
                ("target", SomeRules.Criterion(target, new Condition("Industry") { Is = "Software" })),
                ("local", SomeRules.Criterion(local, new Condition("Country") { NotIn = Some.Set("DE") }))),
        };

    public static readonly Gen<StatusRules> Statuses =
        from mode in Gen.Elements(StatusMode.Replace, StatusMode.Accumulate)
        from interaction in Gen.SubListOf(Some.NotContacted, Some.Contacted, Some.Converted)
        select Some.Statuses(mode, [.. interaction]) with { Points = Points };

    public static readonly Gen<Conditions?> Only = Gen.Elements<Conditions?>(null, null, SomeRules.Only("Country", "FR"));

    /// <summary>The company's layer, and those of two users.</summary>
    public static readonly Gen<IReadOnlyList<LayerRules>> Layers =
        from company in Company
        from jane in Exception("jane")
        from sam in Exception("sam")
        select (IReadOnlyList<LayerRules>)[company, jane, sam];

    static Gen<LayerRules> Exception(string user) =>
        from scoring in Scoring
        from keys in Keys
        from signal in Gen.Elements(Signals)
        from points in Gen.Elements<decimal?>(null, 6m, -1m)
        select new LayerRules(user)
        {
            Scoring = scoring,
            Signals = SomeRules.Named((signal.Name, keys)),
            Fit = SomeRules.Named(("target", new CriterionRules { Points = points })),
        };

    static SignalRules Over(SignalRules rules, SignalRules stated) => stated with
    {
        On = rules.On,
        Field = rules.Field,
        Test = rules.Test,
        Lasting = rules.Lasting,
        Matching = rules.Matching,
        Points = stated.Points ?? rules.Points,
    };
}
