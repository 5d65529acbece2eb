using LeadScoring.Core.Rules;

namespace LeadScoring.Core.Tests;

public sealed class WithdrawalTests
{
    static readonly Activity Demo = Some.Activity(ActivityKind.MeetingBooked) with
    {
        Fields = new Dictionary<string, string?> { ["Type"] = "Demo" },
    };

    static readonly Activity Cancelled = Demo with { Standing = false };

    static readonly SignalRules Booked = SomeRules.On(ActivityKind.MeetingBooked, 10) with
    {
        Matching = new Dictionary<string, IReadOnlySet<string>> { ["Type"] = Some.Set("Demo") },
    };

    static readonly Settings Booking = SomeRules.Signals(("demo", Booked));

    static LayerRules Company(ScoringOverrides scoring) =>
        SomeRules.Company with { Scoring = scoring, Signals = SomeRules.Named(("demo", Booked)) };

    [Test]
    public void R10_A_cancelled_booking_takes_its_points_back_once()
    {
        var lead = new TestLead(Booking).Activity(Demo).After(Some.Days(1)).Activity(Cancelled).Activity(Cancelled);

        Assert.That((lead.State.Parts.Behaviour, lead.IsHot, lead.Entries.Count), Is.EqualTo((0m, false, 2)));
        Assert.That(lead.Entries[^1], Has.Property("Kind").EqualTo(EntryKind.Reversal).And.Property("Note").EqualTo(Notes.Withdrawn));
    }

    [Test]
    public void R10_A_booking_that_was_cancelled_from_the_start_never_scores()
    {
        Assert.That(new TestLead(Booking).Activity(Cancelled).Entries, Is.Empty);
    }

    [Test]
    public void R10_A_booking_that_stands_again_scores_again()
    {
        var lead = new TestLead(Booking).Activity(Demo).After(Some.Days(1)).Activity(Cancelled).After(Some.Days(1)).Activity(Demo);

        Assert.That((lead.State.Parts.Behaviour, lead.IsHot), Is.EqualTo((10m, true)));
        Assert.That(lead.Entries.Select(entry => entry.EventKey), Is.Unique);
    }

    [Test]
    public void A_booking_that_no_longer_matches_takes_its_points_back()
    {
        var lead = new TestLead(Booking).Activity(Demo);

        lead.Activity(Demo with { Fields = new Dictionary<string, string?> { ["Type"] = "Lunch" } });

        Assert.That(lead.State.Parts.Behaviour, Is.Zero);
    }

    [Test]
    public void Only_points_granted_since_the_last_reset_are_taken_back()
    {
        var lead = new TestLead(SomeRules.Settings(Company(Some.HotAtFive with { ResetAfter = Some.Period(Some.Days(10)) })));
        lead.Activity(Demo).After(Some.Days(11));

        lead.Activity(Cancelled);

        Assert.That(lead.State.Parts.Behaviour, Is.Zero);
        Assert.That(lead.Entries[^1], Has.Property("Points").Zero.And.Property("Note").EqualTo(Notes.Withdrawn));
    }

    [Test]
    public void Points_granted_exactly_at_the_reset_are_taken_back()
    {
        var lead = new TestLead(SomeRules.Settings(Company(Some.HotAtFive with { ResetAfter = Some.Period(Some.Days(10)) })));
        lead.Activity(Demo).Unattended(Some.Days(10)).Activity(Demo with { Key = "2" });

        lead.Activity(Cancelled with { Key = "2" });

        Assert.That(lead.State.Parts.Behaviour, Is.Zero);
    }

    [TestCase(OnRemoval.Zero)]
    [TestCase(OnRemoval.Keep)]
    public void After_a_removal_what_is_left_of_the_points_is_taken_back(OnRemoval onRemoval)
    {
        var lead = new TestLead(SomeRules.Settings(Company(Some.HotAtFive with { OnRemoval = onRemoval })));
        lead.Activity(Demo).Removed();
        var before = lead.State.Parts.Behaviour;

        lead.After(Some.Days(1)).Activity(Cancelled);

        Assert.That((before, lead.State.Parts.Behaviour), Is.EqualTo((onRemoval == OnRemoval.Keep ? 10m : 0m, 0m)));
    }

    [Test]
    public void A_removal_that_comes_to_light_late_leaves_newer_points()
    {
        var lead = new TestLead(SomeRules.Settings(Company(Some.HotAtFive))).Status(Some.Contacted);
        var later = Some.Noon.AddHours(2);
        lead.After(Some.Days(1)).Activity(Demo, at: later);

        lead.Removed(at: Some.Noon.AddHours(1));
        var removed = lead.State;
        lead.Activity(Cancelled);

        Assert.That((removed.Parts, removed.Hot, removed.HotSince), Is.EqualTo((new Parts(0, 10, 0), true, later)));
        Assert.That((lead.State.Parts, lead.IsHot), Is.EqualTo((default(Parts), false)));
    }

    [Test]
    public void Points_that_have_lapsed_are_not_taken_back()
    {
        var lead = new TestLead(SomeRules.Signals(("demo", Booked with { Lasts = Some.Period(Some.Days(1)) })));
        lead.Activity(Demo).After(Some.Days(2));

        lead.Activity(Cancelled).Activity(Demo, at: Some.Noon).After(Some.Days(9));

        Assert.That(lead.State.Parts.Behaviour, Is.Zero);
        Assert.That(lead.Entries.Select(entry => entry.EventKey), Is.Unique);
        Assert.That(lead.Entries, Has.Count.EqualTo(2));
    }

    [Test]
    public void A_cancelled_booking_takes_its_points_back_also_when_the_signal_is_gone()
    {
        var lead = new TestLead(Booking).Activity(Demo).After(Some.Days(1)).NewModel(Some.Settings());

        lead.Activity(Cancelled);

        Assert.That((lead.State.Parts.Behaviour, lead.IsHot), Is.EqualTo((0m, false)));
    }

    [Test]
    public void Negative_points_that_are_taken_back_may_make_a_lead_hot()
    {
        var bounce = Some.Activity(ActivityKind.EmailBounced);
        var lead = new TestLead(SomeRules.Signals(("bounced", SomeRules.On(ActivityKind.EmailBounced, -5))));

        lead.Activity(bounce).Status(Some.Contacted).After(Some.Days(1)).Activity(bounce with { Standing = false });

        Assert.That((lead.State.Parts.Total, lead.IsHot), Is.EqualTo((7m, true)));
    }

    [Test]
    public void A_chain_of_very_many_points_is_taken_back_all_the_same()
    {
        Grant? grants = null;
        for (var number = 0; number < 200_000; number++)
            grants = new($"{number}", "demo", Some.Noon, 10, grants);

        var lead = new TestLead(Booking, new LeadState { Parts = new(0, 2_000_000, 0), Grants = grants, Entries = 200_000 });
        lead.Activity(Cancelled with { Key = "0" });

        Assert.That(lead.State.Parts.Behaviour, Is.EqualTo(1_999_990));
    }
}
