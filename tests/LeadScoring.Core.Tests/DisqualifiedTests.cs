using LeadScoring.Core.Rules;

namespace LeadScoring.Core.Tests;

public sealed class DisqualifiedTests
{
    static readonly ScoringOverrides Cooling = Some.HotAtFive with { Disqualified = DisqualifiedRule.Cool };

    static readonly LeadState Engaged = new() { Parts = new(Status: 0, Behaviour: 9, Fit: 0) };

    [TestCase(DisqualifiedRule.ByPoints, true)]
    [TestCase(DisqualifiedRule.Cool, false)]
    public void R15_A_disqualified_lead_with_points_left_is_judged_as_the_model_says(DisqualifiedRule rule, bool hot)
    {
        var lead = new TestLead(Some.Settings(Some.HotAtFive with { Disqualified = rule }), Engaged).Status(Some.Contacted);

        lead.After(Some.Minutes(1)).Status(Some.NotConverted);

        Assert.That(lead.IsHot, Is.EqualTo(hot));
        Assert.That(lead.State.Parts.Behaviour, Is.EqualTo(9));
    }

    [Test]
    public void A_disqualified_status_does_not_wait_for_the_minimum_hold()
    {
        var lead = new TestLead(Some.Settings(Cooling with { MinimumHold = Some.Days(1) })).Status(Some.Contacted);

        lead.After(Some.Minutes(1)).Status(Some.NotConverted);

        Assert.That(lead.Crossings[^1], Is.EqualTo(new Crossing(Hot: false, lead.Now, CrossingCause.Disqualified)));
    }

    [TestCase(Some.NotContacted)]
    [TestCase("Nurturing")]
    public void A_lead_stays_disqualified_until_its_status_is_another_one(string next)
    {
        var lead = new TestLead(Some.Settings(Cooling), Engaged).Status(Some.NotConverted);
        var before = lead.After(Some.Days(30)).IsHot;

        lead.Status(next);

        Assert.That(before, Is.False);
        Assert.That(lead.IsHot, Is.True);
    }

    [Test]
    public void A_disqualified_status_ends_a_flag_ticked_by_hand()
    {
        var lead = new TestLead(Some.Settings()).Ticked();

        lead.After(Some.Minutes(1)).Status(Some.NotConverted);

        Assert.That(lead.IsHot, Is.False);
        Assert.That(lead.Crossings[^1].Cause, Is.EqualTo(CrossingCause.Disqualified));
    }

    [Test]
    public void A_disqualified_status_leaves_a_ticked_lead_hot_whose_points_carry_it()
    {
        var lead = new TestLead(Some.Settings(), new LeadState { Parts = new(0, Behaviour: 4, Fit: 0) })
            .Ticked()
            .NewModel(Some.Settings(new() { HotAt = 3 }));

        lead.After(Some.Minutes(1)).Status(Some.NotConverted);

        Assert.That(lead.IsHot, Is.True);
        Assert.That(lead.State.Source, Is.EqualTo(HotSource.Points));
        Assert.That(lead.Crossings, Has.Count.EqualTo(1));
    }

    [TestCase(DisqualifiedRule.ByPoints, true)]
    [TestCase(DisqualifiedRule.Cool, false)]
    public void A_disqualified_status_from_before_the_tick_is_taken_as_if_it_had_come_in_time(DisqualifiedRule rule, bool hot)
    {
        var lead = new TestLead(Some.Settings(Some.HotAtFive with { Disqualified = rule })).Status(Some.Contacted);

        lead.After(Some.Minutes(3)).Removed().After(Some.Minutes(2)).Ticked();
        lead.Status(Some.NotConverted, at: Some.Noon.AddMinutes(1));

        Assert.That(lead.IsHot, Is.EqualTo(hot));
        Assert.That(lead.State.LastCooledAt, Is.EqualTo(Some.Noon.AddMinutes(3)));
    }

    [TestCase(DisqualifiedRule.ByPoints, true)]
    [TestCase(DisqualifiedRule.Cool, false)]
    public void A_tick_on_a_disqualified_lead_is_respected_unless_disqualified_leads_cool(DisqualifiedRule rule, bool hot)
    {
        var settings = Some.Settings(Some.HotAtFive with { Disqualified = rule });
        var lead = new TestLead(settings).Status(Some.NotConverted);

        lead.After(Some.Minutes(1)).Ticked().After(Some.Minutes(1)).NewOwner(settings);

        Assert.That(lead.IsHot, Is.EqualTo(hot));
    }
}
