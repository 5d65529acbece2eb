using LeadScoring.Core.Rules;

namespace LeadScoring.Core.Tests;

public sealed class RemovalTests
{
    static readonly Settings Keeping = Some.Settings(
        Some.HotAtFive with { OnRemoval = OnRemoval.Keep }, Some.Statuses(StatusMode.Accumulate));

    [Test]
    public void R34_A_removal_cools_the_lead_cancels_the_timer_and_zeroes_interest()
    {
        var lead = new TestLead(Some.ResettingAfter(Some.Days(10)), new LeadState { Parts = new(0, 3, 6) });

        lead.Status(Some.Contacted).After(Some.Days(1)).Removed();

        Assert.That(lead.IsHot, Is.False);
        Assert.That(lead.State.ResetsAt, Is.Null);
        Assert.That(lead.State.Parts, Is.EqualTo(new Parts(0, 0, Fit: 6)));
        Assert.That(lead.Crossings[^1], Is.EqualTo(new Crossing(Hot: false, lead.Now, CrossingCause.Removal)));
    }

    [Test]
    public void R34_A_removed_lead_is_not_flagged_again_on_unchanged_points()
    {
        var lead = new TestLead(Some.Settings()).Status(Some.Contacted).After(Some.Days(1)).Removed();

        lead.After(Some.Days(1)).Status(Some.Contacted).NewModel(Some.Settings(new() { HotAt = 1 })).After(Some.Days(99));

        Assert.That(lead.IsHot, Is.False);
    }

    [Test]
    public void R34_A_removal_does_not_wait_for_the_minimum_hold()
    {
        var lead = new TestLead(Some.Settings(Some.HotAtFive with { MinimumHold = Some.Days(5) })).Status(Some.Contacted);

        lead.After(Some.Days(1)).Removed();

        Assert.That(lead.IsHot, Is.False);
    }

    [Test]
    public void R34_A_removed_lead_turns_hot_again_by_a_new_status()
    {
        var lead = new TestLead(Some.Settings()).Status(Some.Contacted).After(Some.Days(1)).Removed();

        lead.After(Some.Days(1)).Status(Some.Converted);

        Assert.That(lead.IsHot, Is.True);
    }

    [Test]
    public void R34_A_removal_may_keep_the_points_and_stays_cold_until_positive_ones_come()
    {
        var lead = new TestLead(Keeping).Status(Some.Contacted).After(Some.Days(1)).Removed();

        lead.After(Some.Days(1)).NewModel(Keeping).After(Some.Days(1));
        var before = (lead.IsHot, lead.State.Parts.Status);
        lead.Status(Some.NotContacted);

        Assert.That(before, Is.EqualTo((false, 7m)));
        Assert.That(lead.IsHot, Is.True);
        Assert.That(lead.State.Parts.Status, Is.EqualTo(11));
    }

    [TestCase(Some.NotConverted)]
    [TestCase("Nurturing")]
    public void A_status_without_points_does_not_end_a_removal(string status)
    {
        var lead = new TestLead(Keeping).Status(Some.Contacted).After(Some.Days(1)).Removed();

        lead.After(Some.Days(1)).Status(status);

        Assert.That(lead.State.Removed, Is.True);
        Assert.That(lead.IsHot, Is.False);
    }

    [Test]
    public void A_status_from_before_the_removal_does_not_end_it()
    {
        var lead = new TestLead(Keeping).Status(Some.Contacted).After(Some.Days(2)).Removed();

        lead.Status(Some.Converted, at: Some.Noon.AddDays(1));

        Assert.That(lead.State.Removed, Is.True);
    }

    [Test]
    public void A_removal_that_keeps_the_points_stands_in_the_ledger()
    {
        var lead = new TestLead(Keeping).Status(Some.Contacted).After(Some.Days(1)).Removed();

        Assert.That(lead.Entries[^1], Has.Property("Kind").EqualTo(EntryKind.Removal).And.Property("Points").Zero);
    }

    [Test]
    public void A_removal_of_a_cold_lead_changes_nothing()
    {
        var lead = new TestLead(Some.Settings()).Status(Some.NotContacted);
        var before = lead.State;

        lead.After(Some.Days(1)).Removed();

        Assert.That(lead.State, Is.EqualTo(before));
    }

    [Test]
    public void A_removal_exactly_at_the_deadline_finds_the_lead_cold()
    {
        var lead = new TestLead(Some.ResettingAfter(Some.Days(10))).Status(Some.Contacted);

        lead.Unattended(Some.Days(10)).Removed();

        Assert.That(lead.Entries[^1].Kind, Is.EqualTo(EntryKind.Reset));
        Assert.That(lead.State.LastRemovalAt, Is.Null);
    }

    [Test]
    public void A_removal_that_comes_to_light_after_the_lead_turned_hot_again_was_about_the_time_before()
    {
        var lead = new TestLead(Some.ResettingAfter(Some.Days(10))).Status(Some.Contacted).After(Some.Days(11));

        lead.Status(Some.Converted).Removed(at: Some.Noon.AddDays(1));

        Assert.That(lead.IsHot, Is.True);
        Assert.That(lead.State.Parts.Status, Is.EqualTo(8));
    }

    [Test]
    public void A_removal_stamped_with_the_whole_second_of_the_crossing_counts()
    {
        var lead = new TestLead(Some.Settings()).Status(Some.Contacted, at: Some.Noon.AddMilliseconds(300));

        lead.Removed(at: Some.Noon);

        Assert.That(lead.IsHot, Is.False);
    }
}
