using LeadScoring.Core.Rules;

namespace LeadScoring.Core.Tests;

public sealed class AtMostTests
{
    static readonly SignalRules Opened = SomeRules.On(ActivityKind.EmailOpened, 1) with { AtMost = new(2, Some.Days(1)) };

    static readonly Settings TwiceADay = SomeRules.Signals(("opened", Opened));

    static TestLead Opening(Settings settings, params int[] hours)
    {
        var lead = new TestLead(settings);
        foreach (var (hour, index) in hours.Select((hour, index) => (hour, index)))
            lead.Activity(ActivityKind.EmailOpened, $"{index}", Some.Noon.AddHours(hour));
        return lead;
    }

    [Test]
    public void An_event_over_the_limit_scores_nothing_and_says_why()
    {
        var lead = Opening(TwiceADay, 0, 1, 2);

        Assert.That(lead.State.Parts.Behaviour, Is.EqualTo(2));
        Assert.That(lead.Entries[^1], Has.Property("Points").Zero.And.Property("Note").EqualTo(Notes.TooMany));
    }

    [TestCase(23, 2)]
    [TestCase(24, 3)]
    public void The_window_slides_and_an_event_exactly_at_its_end_counts(int hours, int points)
    {
        Assert.That(Opening(TwiceADay, 0, 1, hours).State.Parts.Behaviour, Is.EqualTo(points));
    }

    [Test]
    public void Events_that_scored_nothing_do_not_fill_the_window()
    {
        Assert.That(Opening(TwiceADay, 0, 1, 2, 3, 24, 25, 26).State.Parts.Behaviour, Is.EqualTo(4));
    }

    [Test]
    public void A_late_event_takes_no_place_that_newer_ones_have_filled()
    {
        var lead = Opening(TwiceADay, 10, 20, 5);

        Assert.That(lead.State.Parts.Behaviour, Is.EqualTo(2));
        Assert.That(lead.Entries[^1].Note, Is.EqualTo(Notes.TooMany));
    }

    [TestCase(new[] { 30, 40, 5 })]
    [TestCase(new[] { 0, 30, 15 })]
    [TestCase(new[] { 30, 31, 7 })]
    public void A_late_event_scores_where_no_window_holds_too_many(int[] hours)
    {
        Assert.That(Opening(TwiceADay, hours).State.Parts.Behaviour, Is.EqualTo(3));
    }

    [Test]
    public void A_withdrawn_event_gives_its_place_back()
    {
        var lead = Opening(TwiceADay, 0, 1);

        lead.Activity(Some.Activity(ActivityKind.EmailOpened, "1") with { Standing = false }, Some.Noon.AddHours(2))
            .Activity(ActivityKind.EmailOpened, "9", Some.Noon.AddHours(3));

        Assert.That(lead.State.Parts.Behaviour, Is.EqualTo(2));
    }

    [Test]
    public void Points_from_before_a_reset_still_fill_the_window()
    {
        var settings = SomeRules.Settings(SomeRules.Company with
        {
            Scoring = new() { HotAt = 1, ResetAfter = Some.Period(TimeSpan.FromHours(2)) },
            Signals = SomeRules.Named(("opened", Opened with { Interaction = false })),
        });

        Assert.That(Opening(settings, 0, 1, 3).State.Parts.Behaviour, Is.Zero);
    }

    [Test]
    public void Every_signal_has_a_limit_of_its_own()
    {
        var settings = SomeRules.Signals(("opened", Opened), ("also", SomeRules.On(ActivityKind.EmailOpened, 1)));

        Assert.That(Opening(settings, 0, 1, 2).State.Parts.Behaviour, Is.EqualTo(5));
    }

    [Test]
    public void An_event_over_the_limit_still_is_an_interaction()
    {
        var settings = SomeRules.Settings(SomeRules.Company with
        {
            Scoring = new() { HotAt = 2, ResetAfter = Some.Period(Some.Days(2)) },
            Signals = SomeRules.Named(("opened", Opened)),
        });

        var lead = Opening(settings, 0, 1, 2);

        Assert.That(lead.State.LastInteractionAt, Is.EqualTo(Some.Noon.AddHours(2)));
        Assert.That(lead.State.ResetsAt, Is.EqualTo(Some.Noon.AddHours(50)));
    }

    [Test]
    public void An_event_whose_condition_fails_is_no_interaction()
    {
        var call = SomeRules.On(ActivityKind.CallInbound, 1) with { Lasting = Some.Minutes(1) };

        var lead = new TestLead(SomeRules.Signals(("call", call))).Activity(ActivityKind.CallInbound);

        Assert.That(lead.State, Is.EqualTo(default(LeadState)));
    }

    [Test]
    public void An_event_over_the_limit_ends_a_removal_by_its_nominal_points()
    {
        var lead = new TestLead(SomeRules.Settings(SomeRules.Company with
        {
            Scoring = new() { HotAt = 2, OnRemoval = OnRemoval.Keep },
            Signals = SomeRules.Named(("opened", Opened)),
        }));
        lead.Activity(ActivityKind.EmailOpened, "1").Activity(ActivityKind.EmailOpened, "2").After(Some.Minutes(1)).Removed();

        lead.After(Some.Minutes(1)).Activity(ActivityKind.EmailOpened, "3");

        Assert.That((lead.State.Removed, lead.IsHot, lead.State.Parts.Behaviour), Is.EqualTo((false, true, 2m)));
    }
}
