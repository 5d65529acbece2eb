using LeadScoring.Core.Rules;

namespace LeadScoring.Core.Tests;

public sealed class ManualHotTests
{
    [Test]
    public void A_lead_ticked_by_hand_is_hot_and_its_timer_runs()
    {
        var lead = new TestLead(Some.ResettingAfter(Some.Days(10))).Status(Some.NotContacted);

        lead.After(Some.Days(1)).Ticked();

        Assert.That(lead.State, Has.Property("Hot").True.And.Property("Source").EqualTo(HotSource.Manual));
        Assert.That(lead.State.ResetsAt, Is.EqualTo(lead.Now.AddDays(10)));
        Assert.That(lead.Crossings, Is.EqualTo(new[] { new Crossing(Hot: true, lead.Now, CrossingCause.Manual) }));
    }

    [Test]
    public void A_lead_ticked_by_hand_does_not_cool_by_points()
    {
        var lead = new TestLead(Some.Settings()).Ticked();

        lead.After(Some.Days(1)).Status(Some.Contacted).After(Some.Days(1)).Status(Some.NotContacted).After(Some.Days(99));

        Assert.That(lead.IsHot, Is.True);
    }

    [Test]
    public void A_lead_ticked_by_hand_cools_at_its_deadline_even_without_points()
    {
        var lead = new TestLead(Some.ResettingAfter(Some.Days(10))).Ticked();

        lead.After(Some.Days(10));

        Assert.That(lead.IsHot, Is.False);
        Assert.That(lead.Entries[^1], Has.Property("Kind").EqualTo(EntryKind.Reset).And.Property("Points").Zero);
    }

    [Test]
    public void A_lead_ticked_by_hand_cools_when_the_tick_is_removed()
    {
        var lead = new TestLead(Some.Settings()).Ticked();

        lead.After(Some.Days(1)).Removed();

        Assert.That(lead.IsHot, Is.False);
        Assert.That(lead.State.Source, Is.EqualTo(HotSource.Points));
    }

    [Test]
    public void A_tick_may_be_reverted()
    {
        var lead = new TestLead(Some.Settings(Some.HotAtFive with { ManualHot = ManualHot.Revert })).Ticked();

        Assert.That(lead.State, Is.EqualTo(default(LeadState)));
        Assert.That(lead.Entries, Is.Empty);
    }

    [Test]
    public void A_tick_on_a_lead_hot_by_points_changes_nothing()
    {
        var lead = new TestLead(Some.Settings()).Status(Some.Contacted);

        lead.After(Some.Days(1)).Ticked().After(Some.Days(1)).Status(Some.NotContacted);

        Assert.That(lead.IsHot, Is.False);
    }

    [Test]
    public void A_tick_ends_a_removal()
    {
        var lead = new TestLead(Some.Settings(Some.HotAtFive with { OnRemoval = OnRemoval.Keep })).Status(Some.Contacted);

        lead.After(Some.Days(1)).Removed().After(Some.Days(1)).Ticked();

        Assert.That(lead.State, Has.Property("Hot").True.And.Property("Removed").False);
    }

    [Test]
    public void A_tick_from_before_the_last_removal_is_settled()
    {
        var lead = new TestLead(Some.Settings()).Status(Some.Contacted).After(Some.Days(2)).Removed();

        lead.Ticked(at: Some.Noon.AddDays(1));

        Assert.That(lead.IsHot, Is.False);
    }
}
