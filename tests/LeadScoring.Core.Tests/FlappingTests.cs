namespace LeadScoring.Core.Tests;

public sealed class FlappingTests
{
    [TestCase(9, true)]
    [TestCase(10, false)]
    public void A_lead_stays_hot_for_the_minimum_hold(int minutes, bool hot)
    {
        var lead = new TestLead(Some.Settings(Some.HotAtFive with { MinimumHold = Some.Minutes(10) })).Status(Some.Contacted);

        lead.After(Some.Minutes(2)).Status(Some.NotContacted).After(Some.Minutes(minutes - 2));

        Assert.That(lead.IsHot, Is.EqualTo(hot));
    }

    [Test]
    public void A_lead_that_recovers_within_its_minimum_hold_never_cools()
    {
        var lead = new TestLead(Some.Settings(Some.HotAtFive with { MinimumHold = Some.Minutes(10) })).Status(Some.Contacted);

        lead.After(Some.Minutes(2)).Status(Some.NotContacted).After(Some.Minutes(2)).Status(Some.Converted).After(Some.Days(9));

        Assert.That(lead.Crossings, Has.Count.EqualTo(1));
        Assert.That(lead.State.NextCheckAt, Is.Null);
    }

    [TestCase(9, false)]
    [TestCase(10, true)]
    public void A_lead_stays_cold_for_the_cool_down(int minutes, bool hot)
    {
        var lead = new TestLead(Some.Settings(Some.HotAtFive with { CoolDown = Some.Minutes(10) }))
            .Status(Some.Contacted)
            .Status(Some.NotContacted);

        lead.After(Some.Minutes(2)).Status(Some.Converted).After(Some.Minutes(minutes - 2));

        Assert.That(lead.IsHot, Is.EqualTo(hot));
    }

    [Test]
    public void The_end_of_the_cool_down_is_a_crossing_like_any_other()
    {
        var lead = new TestLead(Some.Settings(Some.HotAtFive with { CoolDown = Some.Minutes(10) }))
            .Status(Some.Contacted)
            .Status(Some.NotContacted)
            .Status(Some.Converted);

        lead.After(Some.Days(1));

        Assert.That(lead.Crossings[^1], Is.EqualTo(new Crossing(Hot: true, Some.Noon.AddMinutes(10), CrossingCause.Points)));
        Assert.That(lead.State.HotSince, Is.EqualTo(Some.Noon.AddMinutes(10)));
    }

    [Test]
    public void The_cool_down_counts_from_the_last_cooling_of_any_cause()
    {
        var settings = Some.Settings(
            Some.HotAtFive with { CoolDown = Some.Minutes(10), ResetAfter = Some.Period(Some.Minutes(5)) });
        var lead = new TestLead(settings).Status(Some.Contacted);

        lead.After(Some.Minutes(6)).Status(Some.Converted);

        Assert.That(lead.IsHot, Is.False);
        Assert.That(lead.State.NextCheckAt, Is.EqualTo(Some.Noon.AddMinutes(15)));
    }
}
