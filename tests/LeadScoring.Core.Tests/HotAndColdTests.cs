using LeadScoring.Core.Rules;

namespace LeadScoring.Core.Tests;

public sealed class HotAndColdTests
{
    [Test]
    public void R1_A_lead_is_cold_before_any_event()
    {
        var state = Scorer.FireTimers(default, Some.Noon, Some.Settings(), new Journal());

        Assert.That(state, Is.EqualTo(default(LeadState)));
        Assert.That(state.Hot, Is.False);
    }

    [TestCase("6.9", true)]
    [TestCase("7", true)]
    [TestCase("7.1", false)]
    public void R22_A_total_that_reaches_the_threshold_is_hot(decimal threshold, bool hot)
    {
        var lead = new TestLead(Some.Settings(new() { HotAt = threshold })).Status(Some.Contacted);

        Assert.That(lead.IsHot, Is.EqualTo(hot));
        Assert.That(lead.State.HotSince, Is.EqualTo(hot ? Some.Noon : null));
    }

    [Test]
    public void R22_All_parts_count_towards_the_threshold()
    {
        var lead = new TestLead(Some.Settings(new() { HotAt = 9 }), new LeadState { Parts = new(0, Behaviour: 2, Fit: 3) });

        lead.Status(Some.NotContacted);

        Assert.That(lead.IsHot, Is.True);
    }

    [Test]
    public void R23_A_total_that_falls_below_the_threshold_is_cold()
    {
        var lead = new TestLead(Some.Settings()).Status(Some.Contacted);

        lead.After(Some.Minutes(1)).Status(Some.NotContacted);

        Assert.That(lead.IsHot, Is.False);
        Assert.That(lead.State.HotSince, Is.Null);
        Assert.That(lead.State.LastCooledAt, Is.EqualTo(lead.Now));
    }

    [Test]
    public void R39_A_hot_lead_does_not_cross_again()
    {
        var lead = new TestLead(Some.Settings()).Status(Some.Contacted);

        lead.After(Some.Minutes(1)).Status(Some.Converted);

        Assert.That(lead.Crossings, Is.EqualTo(new[] { new Crossing(Hot: true, Some.Noon, CrossingCause.Points) }));
        Assert.That(lead.State.HotSince, Is.EqualTo(Some.Noon));
    }

    [Test]
    public void Fit_alone_never_makes_a_lead_hot()
    {
        var lead = new TestLead(Some.Settings(), new LeadState { Parts = new(0, 0, Fit: 9) });

        lead.Status(Some.NotConverted).After(Some.Minutes(1)).Status(Some.NotContacted);

        Assert.That(lead.Crossings.Single().At, Is.EqualTo(lead.Now));
    }

    [Test]
    public void A_hot_lead_without_interest_left_cools_whatever_its_fit()
    {
        var lead = new TestLead(Some.Settings(), new LeadState { Parts = new(0, 0, Fit: 9) }).Status(Some.Contacted);

        lead.After(Some.Minutes(1)).Status(Some.NotConverted);

        Assert.That(lead.IsHot, Is.False);
    }

    [TestCase(4, true)]
    [TestCase(5, false)]
    public void A_hot_lead_cools_below_its_own_threshold(int coolBelow, bool hot)
    {
        var lead = new TestLead(Some.Settings(Some.HotAtFive with { CoolBelow = coolBelow })).Status(Some.Contacted);

        lead.After(Some.Minutes(1)).Status(Some.NotContacted);

        Assert.That(lead.IsHot, Is.EqualTo(hot));
    }

    [Test]
    public void The_cooling_threshold_is_never_above_the_hot_one()
    {
        var lead = new TestLead(Some.Settings(Some.HotAtFive with { CoolBelow = 100 })).Status(Some.Contacted);

        Assert.That(lead.IsHot, Is.True);
        Assert.That(lead.Settings.CoolsBelow, Is.EqualTo(5));
    }
}
