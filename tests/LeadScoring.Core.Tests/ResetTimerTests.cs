namespace LeadScoring.Core.Tests;

public sealed class ResetTimerTests
{
    [Test]
    public void R24_Without_a_reset_period_a_lead_stays_hot_without_limit()
    {
        var lead = new TestLead(Some.Settings()).Status(Some.Contacted);

        lead.After(Some.Days(10_000));

        Assert.That(lead.IsHot, Is.True);
        Assert.That(lead.State.ResetsAt, Is.Null);
        Assert.That(lead.State.NextCheckAt, Is.Null);
    }

    [TestCase(-1, true)]
    [TestCase(0, false)]
    public void R25_A_hot_lead_cools_at_the_deadline(int seconds, bool hot)
    {
        var lead = new TestLead(Some.ResettingAfter(Some.Days(10))).Status(Some.Contacted);

        lead.After(Some.Days(10) + TimeSpan.FromSeconds(seconds));

        Assert.That(lead.IsHot, Is.EqualTo(hot));
    }

    [Test]
    public void R25_An_expiry_brings_status_and_behaviour_to_zero_and_leaves_fit()
    {
        var lead = new TestLead(Some.ResettingAfter(Some.Days(10)), new LeadState { Parts = new(0, 3, 6) });

        lead.Status(Some.Contacted).After(Some.Days(12));

        Assert.That(lead.State.Parts, Is.EqualTo(new Parts(0, 0, Fit: 6)));
        Assert.That(lead.State.LastResetAt, Is.EqualTo(Some.Noon.AddDays(10)));
        Assert.That(lead.Crossings[^1], Is.EqualTo(new Crossing(Hot: false, Some.Noon.AddDays(10), CrossingCause.Timer)));
    }

    [Test]
    public void R25_A_status_that_is_no_interaction_does_not_move_the_deadline()
    {
        var lead = new TestLead(Some.ResettingAfter(Some.Days(10))).Status(Some.Contacted);

        lead.After(Some.Days(9)).Status(Some.Converted).After(Some.Days(1));

        Assert.That(lead.IsHot, Is.False);
    }

    [Test]
    public void R26_An_interaction_while_hot_restarts_the_period()
    {
        var lead = new TestLead(Some.ResettingAfter(Some.Days(10), interaction: [Some.Converted])).Status(Some.Contacted);

        lead.After(Some.Days(9)).Status(Some.Converted);

        Assert.That(lead.State.ResetsAt, Is.EqualTo(Some.Noon.AddDays(19)));
        Assert.That(lead.State.NextCheckAt, Is.EqualTo(Some.Noon.AddDays(19)));
    }

    [Test]
    public void R26_An_interaction_exactly_at_the_deadline_comes_after_the_expiry_and_counts()
    {
        var lead = new TestLead(Some.ResettingAfter(Some.Days(10), interaction: [Some.Converted])).Status(Some.Contacted);

        lead.Unattended(Some.Days(10)).Status(Some.Converted);

        Assert.That(lead.Crossings.Select(crossing => crossing.Hot), Is.EqualTo(new[] { true, false, true }));
        Assert.That(lead.State.Parts.Status, Is.EqualTo(8));
        Assert.That(lead.State.ResetsAt, Is.EqualTo(Some.Noon.AddDays(20)));
    }

    [Test]
    public void An_interaction_while_cold_arms_nothing()
    {
        var lead = new TestLead(Some.ResettingAfter(Some.Days(10), interaction: [Some.NotContacted]));

        lead.Status(Some.NotContacted);

        Assert.That(lead.State.LastInteractionAt, Is.EqualTo(Some.Noon));
        Assert.That(lead.State.NextCheckAt, Is.Null);
    }

    [Test]
    public void R27_After_expiry_a_lead_may_become_hot_again_with_every_alert()
    {
        var lead = new TestLead(Some.ResettingAfter(Some.Days(10))).Status(Some.Contacted).After(Some.Days(11));

        lead.Status(Some.Converted);

        Assert.That(lead.Crossings[^1], Is.EqualTo(new Crossing(Hot: true, lead.Now, CrossingCause.Points, Silent: false)));
        Assert.That(lead.State.ResetsAt, Is.EqualTo(lead.Now.AddDays(10)));
    }

    [Test]
    public void R27_The_standing_status_does_not_count_again_until_it_changes()
    {
        var lead = new TestLead(Some.ResettingAfter(Some.Days(10))).Status(Some.Contacted).After(Some.Days(11));

        lead.Status(Some.Contacted);
        var unchanged = lead.State.Parts.Status;
        lead.After(Some.Days(1)).Status(Some.NotConverted).After(Some.Days(1)).Status(Some.Contacted);

        Assert.That(unchanged, Is.Zero);
        Assert.That(lead.State.Parts.Status, Is.EqualTo(7));
    }

    [Test]
    public void A_deadline_missed_while_nobody_watched_fires_at_its_own_time()
    {
        var lead = new TestLead(Some.ResettingAfter(Some.Days(10))).Status(Some.Contacted);

        lead.Unattended(Some.Days(30)).Status(Some.Converted);

        Assert.That(lead.Entries.Select(entry => entry.OccurredAt),
            Is.EqualTo(new[] { Some.Noon, Some.Noon.AddDays(10), Some.Noon.AddDays(30) }));
        Assert.That(lead.IsHot, Is.True);
    }

    [Test]
    public void A_lead_that_cools_by_points_has_no_timer()
    {
        var lead = new TestLead(Some.ResettingAfter(Some.Days(10))).Status(Some.Contacted);

        lead.After(Some.Days(1)).Status(Some.NotContacted);

        Assert.That(lead.State.ResetsAt, Is.Null);
        Assert.That(lead.State.NextCheckAt, Is.Null);
    }
}
