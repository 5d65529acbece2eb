using LeadScoring.Core.Rules;

namespace LeadScoring.Core.Tests;

public sealed class OnlyTests
{
    static readonly LayerRules Company = SomeRules.Company with
    {
        Scoring = Some.HotAtFive with { ResetAfter = Some.Period(Some.Days(10)) },
        Signals = SomeRules.Named(
            ("reply", SomeRules.On(ActivityKind.EmailReplied, 3)),
            ("opened", SomeRules.On(ActivityKind.EmailOpened, 1) with { Lasts = Some.Period(Some.Days(5)) })),
        Fit = SomeRules.Named(("target", SomeRules.Criterion(2, new Condition("Industry") { Is = "Software" }))),
    };

    static readonly Settings OnlyFrance = SomeRules.Settings(Company, SomeRules.Only("Country", "FR"));

    static TestLead French(string status = Some.Contacted) =>
        new TestLead(OnlyFrance).Profile(("Country", "FR")).Status(status);

    [Test]
    public void A_record_that_matches_scores()
    {
        Assert.That(French().IsHot, Is.True);
    }

    [TestCase("DE")]
    [TestCase(null)]
    public void A_record_that_does_not_match_or_says_nothing_never_scores(string? country)
    {
        var lead = new TestLead(OnlyFrance).Profile(("Country", country), ("Industry", "Software"));

        lead.Status(Some.Contacted).Activity(ActivityKind.EmailReplied).Ticked().After(Some.Days(20));

        Assert.That((lead.State.Parts, lead.IsHot, lead.Entries.Count), Is.EqualTo((default(Parts), false, 0)));
    }

    [Test]
    public void A_record_that_stops_matching_cools_in_silence_and_keeps_its_parts()
    {
        var lead = French().Activity(ActivityKind.EmailReplied);

        lead.After(Some.Days(1)).Profile(("Country", "DE"));

        Assert.That(lead.Crossings[^1], Is.EqualTo(new Crossing(Hot: false, lead.Now, CrossingCause.Left, Silent: true)));
        Assert.That((lead.State.Parts, lead.State.ResetsAt, lead.State.NextCheckAt), Is.EqualTo((new Parts(7, 3, 0), (DateTimeOffset?)null, (DateTimeOffset?)null)));
    }

    [Test]
    public void Outside_its_parts_do_not_move()
    {
        var lead = French().Activity(ActivityKind.EmailOpened).Profile(("Country", "DE"));

        lead.After(Some.Days(1)).Status(Some.NotConverted).Activity(ActivityKind.EmailReplied)
            .Profile(("Country", "DE"), ("Industry", "Software")).After(Some.Days(30));

        Assert.That((lead.State.Parts, lead.Entries.Count), Is.EqualTo((new Parts(7, 1, 0), 2)));
    }

    [Test]
    public void Entering_again_makes_nothing_hot_until_something_new_happens()
    {
        var lead = French().Profile(("Country", "DE")).After(Some.Days(1)).Profile(("Country", "FR"));

        lead.After(Some.Days(1)).Profile(("Country", "FR"), ("Industry", "Software")).NewModel(OnlyFrance);
        var before = lead.IsHot;
        lead.Activity(ActivityKind.EmailReplied);

        Assert.That((before, lead.IsHot), Is.EqualTo((false, true)));
        Assert.That(lead.Crossings[^1], Is.EqualTo(new Crossing(Hot: true, lead.Now, CrossingCause.Points)));
    }

    [Test]
    public void Entering_again_evaluates_fit_anew()
    {
        var lead = French().Profile(("Country", "DE")).Profile(("Country", "FR"), ("Industry", "Software"));

        Assert.That(lead.State.Parts.Fit, Is.EqualTo(2));
    }

    [Test]
    public void Points_whose_time_ran_out_outside_leave_on_entering()
    {
        var lead = French().Activity(ActivityKind.EmailOpened).Profile(("Country", "DE")).After(Some.Days(9));

        lead.Profile(("Country", "FR"));

        Assert.That(lead.State.Parts.Behaviour, Is.Zero);
        Assert.That(lead.Entries[^1], Has.Property("Note").EqualTo(Notes.Lapsed).And.Property("OccurredAt").EqualTo(lead.Now));
    }

    [Test]
    public void A_status_seen_outside_is_known_on_entering()
    {
        var lead = French(Some.NotContacted).Profile(("Country", "DE")).Status(Some.Contacted).Profile(("Country", "FR"));

        lead.After(Some.Days(1)).Status(Some.Contacted);
        var same = lead.State.Parts.Status;
        lead.Status(Some.Converted);

        Assert.That((same, lead.State.Parts.Status), Is.EqualTo((4m, 8m)));
    }

    [Test]
    public void The_stage_follows_the_status_also_outside()
    {
        var lead = French().Profile(("Country", "DE"));

        Assert.That(lead.Status(Some.Converted).State.Stage, Is.EqualTo(Stage.Customer));
        Assert.That(lead.Status(Some.NotConverted).State.Stage, Is.EqualTo(Stage.Disqualified));
        Assert.That(lead.Profile(("Country", "FR")).Status(Some.Converted).State.Stage, Is.EqualTo(Stage.RepeatCustomer));
    }

    [Test]
    public void A_new_model_may_let_a_record_in_or_out_in_silence()
    {
        var lead = French().NewModel(SomeRules.Settings(Company, SomeRules.Only("Country", "DE")));
        var outside = (lead.IsHot, lead.State.Outside, lead.Crossings[^1].Silent);

        lead.NewModel(OnlyFrance);

        Assert.That(outside, Is.EqualTo((false, true, true)));
        Assert.That((lead.State.Outside, lead.IsHot), Is.EqualTo((false, false)));
    }

    [Test]
    public void A_record_that_was_never_looked_at_is_not_put_outside_by_a_new_model()
    {
        var lead = new TestLead(Some.Settings()).Status(Some.Contacted).NewModel(OnlyFrance);

        Assert.That((lead.IsHot, lead.State.Outside), Is.EqualTo((true, false)));
    }

    [Test]
    public void What_the_record_holds_decides_before_all_else_of_its_second()
    {
        var journal = new Journal();
        var profile = Some.Event(EventKind.Profile, Some.Noon.AddMilliseconds(900)) with { Profile = Some.Profile(("Country", "DE")) };

        var state = History.Fold(default, [Some.Status(Some.Contacted), profile], OnlyFrance, Some.Noon.AddDays(1), journal);

        Assert.That((state.Outside, journal.Entries.Count), Is.EqualTo((true, 0)));
    }
}
