using LeadScoring.Core.Rules;

namespace LeadScoring.Core.Tests;

public sealed class InteractionTests
{
    static readonly Settings TenDays = SomeRules.Settings(SomeRules.Company with
    {
        Scoring = Some.HotAtFive with { ResetAfter = Some.Period(Some.Days(10)) },
        Signals = SomeRules.Named(
            ("opened", SomeRules.On(ActivityKind.EmailOpened, 0)),
            ("called", SomeRules.On(ActivityKind.CallOutbound, 1) with { Interaction = false })),
    });

    [TestCase(ActivityKind.EmailOpened, 14)]
    [TestCase(ActivityKind.CallOutbound, 10)]
    [TestCase(ActivityKind.Sms, 10)]
    public void R26_An_interaction_restarts_the_period_and_nothing_else_does(ActivityKind kind, int days)
    {
        var lead = new TestLead(TenDays).Status(Some.Contacted);

        lead.After(Some.Days(4)).Activity(kind);

        Assert.That(lead.State.ResetsAt, Is.EqualTo(Some.Noon.AddDays(days)));
    }

    [Test]
    public void R26_Every_interaction_moves_the_deadline_again()
    {
        var lead = new TestLead(TenDays).Status(Some.Contacted);

        foreach (var number in Enumerable.Range(1, 5))
            lead.After(Some.Days(9)).Activity(ActivityKind.EmailOpened, $"{number}");

        Assert.That(lead.After(Some.Days(9)).IsHot, Is.True);
        Assert.That(lead.After(Some.Days(1)).IsHot, Is.False);
    }

    [Test]
    public void An_interaction_that_comes_to_light_late_never_moves_the_deadline_earlier()
    {
        var lead = new TestLead(TenDays).Status(Some.Contacted).After(Some.Days(4)).Activity(ActivityKind.EmailOpened);

        lead.Activity(ActivityKind.EmailOpened, "2", at: Some.Noon.AddDays(1));

        Assert.That(lead.State.ResetsAt, Is.EqualTo(Some.Noon.AddDays(14)));
        Assert.That(lead.State.LastInteractionAt, Is.EqualTo(Some.Noon.AddDays(4)));
    }

    [Test]
    public void R27_An_interaction_exactly_at_the_deadline_comes_after_the_reset()
    {
        var lead = new TestLead(TenDays).Status(Some.Contacted);

        lead.Unattended(Some.Days(10)).Activity(ActivityKind.EmailOpened);

        Assert.That((lead.IsHot, lead.State.ResetsAt), Is.EqualTo((false, (DateTimeOffset?)null)));
    }

    [Test]
    public void R25_Fit_is_no_interaction()
    {
        var settings = TenDays with { Fit = SomeRules.Fit(("target", SomeRules.Criterion(2))).Fit };
        var lead = new TestLead(settings).Status(Some.Contacted);

        lead.After(Some.Days(4)).Profile(("Industry", "Software"));

        Assert.That((lead.State.LastInteractionAt, lead.State.ResetsAt), Is.EqualTo(((DateTimeOffset?)null, Some.Noon.AddDays(10))));
    }

    [Test]
    public void A_signal_from_before_the_last_reset_scores_nothing_but_was_an_interaction()
    {
        var lead = new TestLead(TenDays).Status(Some.Contacted).After(Some.Days(11));

        lead.Activity(ActivityKind.CallOutbound, at: Some.Noon.AddDays(9)).Activity(ActivityKind.EmailOpened, at: Some.Noon.AddDays(9));

        Assert.That(lead.State.Parts.Total, Is.Zero);
        Assert.That(lead.Entries.TakeLast(2).Select(entry => entry.Note), Is.All.EqualTo(Notes.Settled));
        Assert.That(lead.State.LastInteractionAt, Is.EqualTo(Some.Noon.AddDays(9)));
    }

    [TestCase(-1, 0)]
    [TestCase(0, 1)]
    public void A_late_signal_exactly_at_the_last_expiry_counts(int seconds, int points)
    {
        var lead = new TestLead(TenDays).Status(Some.Contacted).After(Some.Days(11));

        lead.Activity(ActivityKind.CallOutbound, at: Some.Noon.AddDays(10).AddSeconds(seconds));

        Assert.That(lead.State.Parts.Behaviour, Is.EqualTo(points));
    }

    [TestCase(0, 0)]
    [TestCase(1, 1)]
    public void A_late_signal_exactly_at_the_last_removal_scores_nothing(int seconds, int points)
    {
        var lead = new TestLead(TenDays).Status(Some.Contacted).After(Some.Days(1)).Removed().After(Some.Days(1));

        lead.Activity(ActivityKind.CallOutbound, at: Some.Noon.AddDays(1).AddSeconds(seconds));

        Assert.That(lead.State.Parts.Behaviour, Is.EqualTo(points));
    }

    [Test]
    public void Any_other_late_signal_counts_also_where_a_newer_status_is_known()
    {
        var lead = new TestLead(TenDays).Status(Some.NotContacted);

        lead.Activity(ActivityKind.CallOutbound, at: Some.Noon.AddDays(-1));

        Assert.That((lead.State.Parts.Behaviour, lead.IsHot), Is.EqualTo((1m, true)));
        Assert.That(lead.State.HotSince, Is.EqualTo(Some.Noon.AddDays(-1)));
    }

    [Test]
    public void A_lead_that_a_late_signal_made_hot_is_reset_in_the_same_fold_when_its_deadline_has_passed()
    {
        var (journal, before) = (new Journal(), new TestLead(TenDays).Status(Some.NotContacted).State);
        var late = Some.Event(EventKind.Activity, Some.Noon.AddDays(1)) with { Activity = Some.Activity(ActivityKind.CallOutbound) };

        var state = History.Fold(before, [late], TenDays, Some.Noon.AddDays(30), journal);

        Assert.That((state.Hot, state.Parts.Total, state.LastResetAt), Is.EqualTo((false, 0m, Some.Noon.AddDays(11))));
        Assert.That(journal.Crossings.Select(crossing => crossing.Hot), Is.EqualTo(new[] { true, false }));
    }

    [Test]
    public void A_reset_that_comes_to_light_late_leaves_newer_points()
    {
        var lead = new TestLead(TenDays with { HotAt = new(9, "company") }).Status(Some.Contacted);
        var call = Some.Activity(ActivityKind.CallOutbound, "new");
        lead.After(Some.Days(30)).Activity(call, at: Some.Noon.AddDays(28));

        lead.NewOwner(TenDays, at: Some.Noon.AddDays(2)).After(TimeSpan.Zero);
        var reset = lead.State.Parts;
        lead.Activity(call with { Standing = false });

        Assert.That((reset, lead.State.Parts), Is.EqualTo((new Parts(0, 1, 0), default(Parts))));
    }
}
