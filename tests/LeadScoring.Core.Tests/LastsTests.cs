using LeadScoring.Core.Rules;

namespace LeadScoring.Core.Tests;

public sealed class LastsTests
{
    static readonly SignalRules Opened = SomeRules.On(ActivityKind.EmailOpened, 5) with
    {
        Lasts = Some.Period(Some.Days(90)),
        Interaction = false,
    };

    static readonly Settings NinetyDays = SomeRules.Signals(("opened", Opened));

    static readonly Settings WithReset = SomeRules.Settings(SomeRules.Company with
    {
        Scoring = Some.HotAtFive with { ResetAfter = Some.Period(Some.Days(10)) },
        Signals = SomeRules.Named(("opened", Opened)),
    });

    [TestCase(89, 5, true)]
    [TestCase(90, 0, false)]
    public void Points_leave_by_an_entry_when_their_time_is_over(int days, int points, bool hot)
    {
        var lead = new TestLead(NinetyDays).Activity(ActivityKind.EmailOpened);

        lead.After(Some.Days(days));

        Assert.That((lead.State.Parts.Behaviour, lead.IsHot), Is.EqualTo(((decimal)points, hot)));
        Assert.That(lead.Entries, Has.Count.EqualTo(hot ? 1 : 2));
    }

    [Test]
    public void The_entry_says_what_left_and_when()
    {
        var lead = new TestLead(NinetyDays).Activity(ActivityKind.EmailOpened).After(Some.Days(200));

        Assert.That(lead.Entries[^1], Has.Property("Kind").EqualTo(EntryKind.Reversal).And.Property("Rule").EqualTo("opened")
            .And.Property("Points").EqualTo(-5).And.Property("Note").EqualTo(Notes.Lapsed)
            .And.Property("OccurredAt").EqualTo(Some.Noon.AddDays(90)));
        Assert.That(lead.State.NextCheckAt, Is.Null);
    }

    [Test]
    public void Each_grant_leaves_at_its_own_time()
    {
        var lead = new TestLead(NinetyDays).Activity(ActivityKind.EmailOpened).After(Some.Days(1)).Activity(ActivityKind.EmailOpened, "2");

        var parts = new[] { 88, 1, 1 }.Select(days => lead.After(Some.Days(days)).State.Parts.Behaviour).ToList();

        Assert.That(parts, Is.EqualTo(new[] { 10m, 5m, 0m }));
    }

    [Test]
    public void An_event_exactly_at_the_end_finds_the_points_gone()
    {
        var lead = new TestLead(NinetyDays).Activity(ActivityKind.EmailOpened);

        lead.Unattended(Some.Days(90)).Status(Some.NotContacted);

        Assert.That(lead.State.Parts, Is.EqualTo(new Parts(4, 0, 0)));
    }

    [Test]
    public void Points_that_a_reset_took_do_not_leave_a_second_time()
    {
        var lead = new TestLead(WithReset).Activity(ActivityKind.EmailOpened).After(Some.Days(10));

        lead.After(Some.Days(200));

        Assert.That(lead.State.Parts.Behaviour, Is.Zero);
        Assert.That(lead.Entries.Select(entry => entry.Kind), Has.None.EqualTo(EntryKind.Reversal));
    }

    [Test]
    public void Points_granted_exactly_at_a_reset_leave_when_their_time_is_over()
    {
        var lead = new TestLead(WithReset).Activity(ActivityKind.EmailOpened)
            .After(Some.Days(10)).Activity(Some.Activity(ActivityKind.EmailOpened, "2")).NewModel(NinetyDays);

        var before = lead.After(Some.Days(89)).State.Parts.Behaviour;

        Assert.That((before, lead.After(Some.Days(1)).State.Parts.Behaviour), Is.EqualTo((5m, 0m)));
    }

    [Test]
    public void Points_that_a_removal_kept_leave_when_their_time_is_over()
    {
        var settings = SomeRules.Settings(SomeRules.Company with
        {
            Scoring = Some.HotAtFive with { OnRemoval = OnRemoval.Keep },
            Signals = SomeRules.Named(("opened", Opened)),
        });
        var lead = new TestLead(settings).Activity(ActivityKind.EmailOpened).After(Some.Days(1)).Removed();

        lead.After(Some.Days(89));

        Assert.That(lead.State.Parts.Behaviour, Is.Zero);
    }

    [Test]
    public void Negative_points_leave_too_and_that_may_make_a_lead_hot()
    {
        var lead = new TestLead(SomeRules.Signals(("bounced", Opened with { On = new(ActivityKind.EmailBounced), Points = -5 })));
        lead.Activity(ActivityKind.EmailBounced).Status(Some.Contacted);

        lead.After(Some.Days(90));

        Assert.That((lead.State.Parts.Total, lead.IsHot, lead.State.HotSince), Is.EqualTo((7m, true, Some.Noon.AddDays(90))));
    }

    [Test]
    public void A_late_signal_whose_time_is_over_leaves_in_the_same_fold()
    {
        var journal = new Journal();
        var late = Some.Event(EventKind.Activity) with { Activity = Some.Activity(ActivityKind.EmailOpened) };

        var state = History.Fold(default, [late], NinetyDays, Some.Noon.AddDays(100), journal);

        Assert.That((state.Parts.Behaviour, state.Hot), Is.EqualTo((0m, false)));
        Assert.That(journal.Entries.Sum(entry => entry.Points), Is.Zero);
    }

    [Test]
    public void A_shorter_time_that_is_already_over_ends_when_it_comes_into_force()
    {
        var lead = new TestLead(SomeRules.Signals(("opened", Opened with { Lasts = Some.Period(null) }))).Activity(ActivityKind.EmailOpened);

        lead.After(Some.Days(100)).NewModel(NinetyDays);

        Assert.That(lead.Entries[^1], Has.Property("Points").EqualTo(-5).And.Property("OccurredAt").EqualTo(lead.Now));
        Assert.That(lead.Crossings[^1].At, Is.EqualTo(lead.Now));
    }

    [Test]
    public void Points_wait_for_the_minimum_hold_to_cool_the_lead()
    {
        var settings = SomeRules.Settings(SomeRules.Company with
        {
            Scoring = Some.HotAtFive with { MinimumHold = Some.Days(100) },
            Signals = SomeRules.Named(("opened", Opened)),
        });
        var lead = new TestLead(settings).Activity(ActivityKind.EmailOpened);

        Assert.That(lead.After(Some.Days(99)).IsHot, Is.True);
        Assert.That(lead.After(Some.Days(1)).IsHot, Is.False);
    }
}
