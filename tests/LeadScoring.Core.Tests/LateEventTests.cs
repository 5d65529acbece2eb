using LeadScoring.Core.Rules;

namespace LeadScoring.Core.Tests;

public sealed class LateEventTests
{
    static readonly Settings TenMinutes = Some.ResettingAfter(Some.Minutes(10), interaction: [Some.NotContacted]);

    [TestCase(Some.Contacted)]
    [TestCase("Nurturing")]
    public void A_status_older_than_the_newest_seen_scores_nothing(string newest)
    {
        var lead = new TestLead(Some.Settings()).Status(newest);
        var total = lead.State.Parts.Total;

        lead.Status(Some.Converted, at: Some.Noon.AddSeconds(-1));

        Assert.That(lead.State.Parts.Total, Is.EqualTo(total));
        Assert.That(lead.State.Status, Is.EqualTo(newest));
        Assert.That(lead.Entries[^1], Has.Property("Points").Zero.And.Property("Note").EqualTo(Notes.Late));
    }

    [Test]
    public void A_status_of_the_same_moment_is_not_late()
    {
        var lead = new TestLead(Some.Settings()).Status(Some.NotContacted);

        lead.Status(Some.Contacted);

        Assert.That(lead.State.Parts.Status, Is.EqualTo(7));
    }

    [Test]
    public void A_status_from_before_the_last_expiry_becomes_the_newest_but_scores_nothing()
    {
        var lead = new TestLead(TenMinutes).Status(Some.Contacted).After(Some.Minutes(11));

        lead.Status(Some.Converted, at: Some.Noon.AddMinutes(9));

        Assert.That(lead.State.Status, Is.EqualTo(Some.Converted));
        Assert.That(lead.State.Parts.Status, Is.Zero);
        Assert.That(lead.Entries[^1].Note, Is.EqualTo(Notes.Settled));
    }

    [TestCase(-1, 0)]
    [TestCase(0, 8)]
    public void A_late_status_exactly_at_the_last_expiry_counts(int seconds, int points)
    {
        var lead = new TestLead(TenMinutes).Status(Some.Contacted).After(Some.Minutes(11));

        lead.Status(Some.Converted, at: Some.Noon.AddMinutes(10).AddSeconds(seconds));

        Assert.That(lead.State.Parts.Status, Is.EqualTo(points));
    }

    [TestCase(0, 0)]
    [TestCase(1, 8)]
    public void A_late_status_exactly_at_the_last_removal_scores_nothing(int seconds, int points)
    {
        var lead = new TestLead(Some.Settings()).Status(Some.Contacted).After(Some.Minutes(1)).Removed();

        lead.Status(Some.Converted, at: lead.Now.AddSeconds(seconds));

        Assert.That(lead.State.Parts.Status, Is.EqualTo(points));
    }

    [Test]
    public void A_status_of_the_removals_second_scores_nothing_even_if_it_comes_to_light_later()
    {
        var lead = new TestLead(Some.Settings()).Status(Some.Contacted).After(Some.Minutes(1)).Removed();

        lead.Status(Some.Converted, at: lead.Now.AddMilliseconds(999));

        Assert.That(lead.State.Parts.Status, Is.Zero);
    }

    [Test]
    public void A_late_interaction_still_moves_the_timer()
    {
        var lead = new TestLead(TenMinutes).Status(Some.Contacted).After(Some.Minutes(5)).Status(Some.Converted);

        lead.Status(Some.NotContacted, at: Some.Noon.AddMinutes(4));

        Assert.That(lead.State.ResetsAt, Is.EqualTo(Some.Noon.AddMinutes(14)));
        Assert.That(lead.State.LastInteractionAt, Is.EqualTo(Some.Noon.AddMinutes(4)));
    }

    [Test]
    public void A_crossing_that_comes_to_light_late_knows_the_newer_interactions()
    {
        var lead = new TestLead(Some.Settings(new() { HotAt = 8 }, Some.Statuses(interaction: Some.Contacted)));

        lead.After(Some.Minutes(2)).Status(Some.Contacted).NewOwner(TenMinutes, at: Some.Noon.AddMinutes(1));

        Assert.That(lead.State.HotSince, Is.EqualTo(Some.Noon.AddMinutes(1)));
        Assert.That(lead.State.ResetsAt, Is.EqualTo(Some.Noon.AddMinutes(12)));
    }

    [Test]
    public void A_crossing_whose_deadline_has_passed_is_reset_within_the_same_fold()
    {
        var journal = new Journal();

        var state = History.Fold(default, [Some.Status(Some.Contacted)], TenMinutes, Some.Noon.AddMinutes(30), journal);

        Assert.That(state.Hot, Is.False);
        Assert.That(journal.Crossings.Select(crossing => crossing.Hot), Is.EqualTo(new[] { true, false }));
        Assert.That(state.LastResetAt, Is.EqualTo(Some.Noon.AddMinutes(10)));
    }
}
