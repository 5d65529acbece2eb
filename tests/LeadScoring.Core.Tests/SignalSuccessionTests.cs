using LeadScoring.Core.Rules;

namespace LeadScoring.Core.Tests;

/// <summary>Signals, fit and approaches of records that give way to others.</summary>
public sealed class SignalSuccessionTests
{
    static readonly Activity Demo = Some.Activity(ActivityKind.MeetingBooked, "demo");

    static readonly LayerRules Company = SomeRules.Company with
    {
        Signals = SomeRules.Named(
            ("demo", SomeRules.On(ActivityKind.MeetingBooked, 10)),
            ("opened", SomeRules.On(ActivityKind.EmailOpened, 1) with { Lasts = Some.Period(Some.Days(5)), AtMost = new(1, Some.Days(1)) })),
        Fit = SomeRules.Named(("target", SomeRules.Criterion(4, new Condition("Industry") { Is = "Software" }))),
        Stages = new() { PressureWithin = Some.Days(14) },
    };

    static readonly Settings Settings = SomeRules.Settings(Company);

    static readonly LeadEvent AnHourLater = Some.Event(EventKind.SettingsChanged, Some.Noon.AddHours(1));

    static Settings By(OnMerge policy) => SomeRules.Settings(Company with { Scoring = Some.HotAtFive with { OnMerge = policy } });

    static TestLead Lead => new(Settings);

    static TestLead Merged(TestLead survivor, TestLead loser, Settings settings) =>
        new(settings, Succession.Merge(survivor.State, loser.State, AnHourLater, settings, new()));

    static TestLead Carried(TestLead lead) =>
        new(Settings, Succession.Carry(lead.State, default, "New", AnHourLater, Settings, new()));

    [TestCase(OnMerge.Max, 10, 0)]
    [TestCase(OnMerge.Sum, 11, 1)]
    [TestCase(OnMerge.Survivor, 1, 1)]
    public void Points_are_taken_back_after_a_merge_only_where_they_still_stand(OnMerge policy, decimal merged, decimal withdrawn)
    {
        var lead = Merged(Lead.Activity(ActivityKind.EmailOpened), Lead.Activity(Demo), By(policy));
        var before = lead.State.Parts.Behaviour;

        lead.Activity(Demo with { Standing = false });

        Assert.That((before, lead.State.Parts.Behaviour), Is.EqualTo((merged, withdrawn)));
    }

    [TestCase(OnMerge.Max, 10)]
    [TestCase(OnMerge.Sum, 10)]
    [TestCase(OnMerge.Survivor, 0)]
    public void Points_leave_in_their_time_after_a_merge_only_where_they_still_stand(OnMerge policy, decimal behaviour)
    {
        var lead = Merged(Lead.Activity(ActivityKind.EmailOpened), Lead.Activity(Demo), By(policy));

        Assert.That(lead.After(Some.Days(5)).State.Parts.Behaviour, Is.EqualTo(behaviour));
    }

    [TestCase(OnMerge.Max)]
    [TestCase(OnMerge.Sum)]
    [TestCase(OnMerge.Survivor)]
    public void Reasons_after_a_merge_are_worth_what_the_lead_is(OnMerge policy)
    {
        var (survivor, loser, journal) = (Lead.Activity(ActivityKind.EmailOpened), Lead.Activity(Demo), new Journal());

        var state = Succession.Merge(survivor.State, loser.State, AnHourLater, By(policy), journal);

        LedgerEntry[] ledger = [.. survivor.Entries, .. loser.Entries, .. journal.Entries];
        var expected = policy switch
        {
            OnMerge.Max => "demo +10 (2 Mar)",
            OnMerge.Sum => "opened +1 (2 Mar), demo +10 (2 Mar)",
            _ => "opened +1 (2 Mar)",
        };
        Assert.That(Reasons.List(ledger, state, StatusMode.Replace, Locale.En), Is.EquivalentTo(expected.Split(", ")));
        Assert.That(Blockers.List(ledger, state, SomeRules.Signals(), Locale.En), Is.Empty);
    }

    [Test]
    public void A_merge_evaluates_fit_anew_by_what_the_survivor_holds()
    {
        var lead = Merged(Lead.Profile(("Industry", "Software")), Lead.Profile(("Industry", "Software")), Settings);

        Assert.That(lead.State.Parts.Fit, Is.EqualTo(4));
    }

    [Test]
    public void An_activity_known_of_one_record_does_not_score_again_on_the_other()
    {
        var lead = Carried(Lead.Activity(Demo));

        Assert.That(lead.Activity(Demo).State.Parts.Behaviour, Is.EqualTo(10));
    }

    [Test]
    public void A_contact_keeps_the_fit_of_its_lead_until_it_is_looked_at()
    {
        var lead = Carried(Lead.Profile(("Industry", "Software")).Activity(ActivityKind.EmailOpened));
        var carried = (lead.State.Parts.Fit, lead.IsHot, lead.State.Stage);

        lead.Profile(("Industry", "Retail"));

        Assert.That(carried, Is.EqualTo((4m, true, Stage.Prospect)));
        Assert.That((lead.State.Parts.Fit, lead.IsHot, lead.State.Stage), Is.EqualTo((0m, false, Stage.Lead)));
    }

    [Test]
    public void A_contact_keeps_limits_times_exchange_and_pressure_of_its_lead()
    {
        var lead = Carried(Lead.Activity(ActivityKind.EmailOpened).Activity(ActivityKind.EmailSent, "mail"));

        lead.Activity(ActivityKind.EmailOpened, "2", Some.Noon.AddHours(2));

        Assert.That((lead.State.Parts.Behaviour, lead.State.Pressure), Is.EqualTo((1m, 1)));
        Assert.That(lead.After(Some.Days(5)).State.Parts.Behaviour, Is.Zero);
    }

    [Test]
    public void R34_A_lead_whose_flag_was_removed_stays_cold_through_its_conversion()
    {
        var keeping = SomeRules.Settings(Company with { Scoring = Some.HotAtFive with { OnRemoval = OnRemoval.Keep } });
        var lead = Carried(new TestLead(keeping).Activity(Demo).Removed());

        Assert.That((lead.IsHot, lead.State.Parts.Behaviour), Is.EqualTo((false, 10m)));
        Assert.That(lead.After(Some.Days(1)).Activity(ActivityKind.EmailOpened).IsHot, Is.True);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void R34_A_lead_whose_flag_was_removed_stays_cold_through_a_merge(bool survives)
    {
        var keeping = SomeRules.Settings(Company with { Scoring = Some.HotAtFive with { OnRemoval = OnRemoval.Keep } });
        var removed = new TestLead(keeping).Activity(Demo).Removed();

        var lead = survives ? Merged(removed, Lead, Settings) : Merged(Lead, removed, Settings);

        Assert.That((lead.IsHot, lead.State.Parts.Behaviour), Is.EqualTo((false, 10m)));
    }

    [Test]
    public void A_lead_outside_carries_no_heat_into_its_contact()
    {
        var only = SomeRules.Settings(Company, SomeRules.Only("Country", "FR"));
        var lead = new TestLead(only).Profile(("Country", "FR")).Activity(Demo).Profile(("Country", "DE"));

        Assert.That(Carried(lead).IsHot, Is.False);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_lead_already_approached_is_not_approached_for_the_first_time_after_a_merge(bool survives)
    {
        var approached = Lead.Activity(Demo).Activity(ActivityKind.EmailSent, "mail", Some.Noon.AddMinutes(1));
        var other = Lead.Activity(Demo with { Key = "other" });

        var lead = survives ? Merged(approached, other, Settings) : Merged(other, approached, Settings);
        lead.Activity(ActivityKind.EmailSent, "2", Some.Noon.AddHours(2));

        Assert.That(lead.Responses, Is.Empty);
    }

    [Test]
    public void The_second_qualification_counts_across_records()
    {
        var contact = Carried(Lead.Status(Some.Converted));

        Assert.That(contact.After(Some.Days(1)).Status(Some.Converted).State.Stage, Is.EqualTo(Stage.RepeatCustomer));
    }
}
