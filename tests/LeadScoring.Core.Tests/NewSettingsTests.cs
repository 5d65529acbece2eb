using LeadScoring.Core.Rules;

namespace LeadScoring.Core.Tests;

public sealed class NewSettingsTests
{
    static readonly Settings FiveDays = Some.ResettingAfter(Some.Days(5));
    static readonly Settings TwoDays = Some.ResettingAfter(Some.Days(2));
    static readonly Settings Never = Some.Settings();

    [Test]
    public void R28_A_changed_period_replaces_the_running_timer()
    {
        var lead = new TestLead(FiveDays).Status(Some.Contacted);

        lead.After(Some.Days(1)).NewModel(TwoDays);

        Assert.That(lead.State.ResetsAt, Is.EqualTo(Some.Noon.AddDays(3)));
        Assert.That(lead.State.NextCheckAt, Is.EqualTo(Some.Noon.AddDays(3)));
    }

    [Test]
    public void R28_A_second_change_replaces_the_timer_once_more()
    {
        var lead = new TestLead(FiveDays).Status(Some.Contacted);

        lead.After(Some.Days(1)).NewModel(TwoDays).After(Some.Days(1)).NewModel(FiveDays);

        Assert.That(lead.State.ResetsAt, Is.EqualTo(Some.Noon.AddDays(7)));
        Assert.That(lead.After(Some.Days(4)).IsHot, Is.True);
        Assert.That(lead.After(Some.Days(1)).IsHot, Is.False);
    }

    [Test]
    public void R28_The_same_period_leaves_the_timer_alone()
    {
        var lead = new TestLead(FiveDays).Status(Some.Contacted);

        lead.After(Some.Days(1)).NewModel(Some.Settings(new() { HotAt = 6, ResetAfter = Some.Period(Some.Days(5)) }));

        Assert.That(lead.State.ResetsAt, Is.EqualTo(Some.Noon.AddDays(5)));
    }

    [Test]
    public void A_changed_period_may_count_from_the_last_interaction()
    {
        var lead = new TestLead(Some.ResettingAfter(Some.Days(5), interaction: [Some.Converted])).Status(Some.Contacted);

        lead.After(Some.Days(1)).Status(Some.Converted)
            .After(Some.Days(1)).NewModel(Some.ResettingAfter(Some.Days(3), OnChange.FromLastInteraction));

        Assert.That(lead.State.ResetsAt, Is.EqualTo(Some.Noon.AddDays(4)));
    }

    [Test]
    public void A_changed_period_counts_from_hot_since_where_no_interaction_followed()
    {
        var lead = new TestLead(FiveDays).Status(Some.Contacted);

        lead.After(Some.Days(1)).NewModel(Some.ResettingAfter(Some.Days(3), OnChange.FromLastInteraction));

        Assert.That(lead.State.ResetsAt, Is.EqualTo(Some.Noon.AddDays(3)));
    }

    [Test]
    public void A_new_deadline_that_has_passed_is_due_at_the_change()
    {
        var lead = new TestLead(FiveDays).Status(Some.Contacted);

        lead.After(Some.Days(3)).NewModel(Some.ResettingAfter(Some.Days(2), OnChange.FromLastInteraction));

        Assert.That(lead.IsHot, Is.False);
        Assert.That(lead.State.LastResetAt, Is.EqualTo(lead.Now));
        Assert.That(lead.State.NextCheckAt, Is.Null);
    }

    [Test]
    public void A_period_switched_off_cancels_the_timer()
    {
        var lead = new TestLead(FiveDays).Status(Some.Contacted);

        lead.After(Some.Days(1)).NewModel(Never).After(Some.Days(100));

        Assert.That(lead.IsHot, Is.True);
        Assert.That(lead.State.ResetsAt, Is.Null);
    }

    [TestCase(OnChange.Restart)]
    [TestCase(OnChange.FromLastInteraction)]
    public void A_period_switched_on_arms_hot_leads_from_that_moment(OnChange onChange)
    {
        var lead = new TestLead(Never).Status(Some.Contacted);

        lead.After(Some.Days(100)).NewModel(Some.ResettingAfter(Some.Days(2), onChange));

        Assert.That(lead.State.ResetsAt, Is.EqualTo(Some.Noon.AddDays(102)));
    }

    [Test]
    public void A_period_switched_on_arms_no_cold_lead()
    {
        var lead = new TestLead(Never).Status(Some.NotContacted);

        lead.After(Some.Days(1)).NewModel(TwoDays);

        Assert.That(lead.State.NextCheckAt, Is.Null);
    }

    [Test]
    public void A_timer_due_before_the_change_fires_under_the_settings_before()
    {
        var change = Some.Event(EventKind.SettingsChanged, Some.Noon.AddDays(3));

        var state = History.Fold(
            default, [Some.Status(Some.Contacted), change], TwoDays, _ => Never, Some.Noon.AddDays(9), new Journal());

        Assert.That(state.LastResetAt, Is.EqualTo(Some.Noon.AddDays(2)));
    }

    [TestCase(4, true)]
    [TestCase(8, false)]
    public void A_new_threshold_judges_existing_leads_in_silence(int threshold, bool hot)
    {
        var lead = new TestLead(Some.Settings(new() { HotAt = hot ? 8 : 4 })).Status(Some.Contacted);

        lead.After(Some.Days(1)).NewModel(Some.Settings(new() { HotAt = threshold }));

        Assert.That(lead.Crossings[^1], Is.EqualTo(new Crossing(hot, lead.Now, CrossingCause.Settings, Silent: true)));
    }

    [Test]
    public void New_points_apply_to_events_from_then_on()
    {
        var lead = new TestLead(Some.Settings()).Status(Some.NotContacted);
        var doubled = Some.Statuses() with { Points = Some.Points.ToDictionary(pair => pair.Key, pair => pair.Value * 2) };

        lead.After(Some.Days(1)).NewModel(Some.Settings(statuses: doubled));
        var before = lead.State.Parts.Status;
        lead.After(Some.Days(1)).Status(Some.Contacted);

        Assert.That(before, Is.EqualTo(4));
        Assert.That(lead.State.Parts.Status, Is.EqualTo(14));
    }

    [Test]
    public void A_crossing_by_a_new_owner_is_not_silent()
    {
        var lead = new TestLead(Some.Settings(new() { HotAt = 8 })).Status(Some.Contacted);

        lead.After(Some.Days(1)).NewOwner(Some.Settings());

        Assert.That(lead.Crossings.Single().Silent, Is.False);
    }

    [Test]
    public void A_new_owner_rearms_from_the_change_of_owner()
    {
        var lead = new TestLead(FiveDays).Status(Some.Contacted);

        lead.After(Some.Days(1)).NewOwner(TwoDays);

        Assert.That(lead.State.ResetsAt, Is.EqualTo(Some.Noon.AddDays(3)));
    }

    [Test]
    public void A_change_of_owner_that_comes_to_light_late_does_not_undo_a_newer_interaction()
    {
        var lead = new TestLead(Some.ResettingAfter(Some.Days(5), interaction: [Some.Converted])).Status(Some.Contacted);

        lead.After(Some.Days(2)).Status(Some.Converted).NewOwner(TwoDays, at: Some.Noon.AddDays(1));

        Assert.That(lead.State.ResetsAt, Is.EqualTo(Some.Noon.AddDays(4)));
    }
}
