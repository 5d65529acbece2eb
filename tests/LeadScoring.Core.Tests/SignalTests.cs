using LeadScoring.Core.Rules;

namespace LeadScoring.Core.Tests;

public sealed class SignalTests
{
    static readonly Settings Calls = SomeRules.Signals(
        ("call_made", SomeRules.On(ActivityKind.CallOutbound, 3) with { Lasting = TimeSpan.FromSeconds(10), Interaction = false }),
        ("call_received", SomeRules.On(ActivityKind.CallInbound, 5)));

    [TestCase(ActivityKind.EmailClicked)]
    [TestCase(ActivityKind.EmailOpened)]
    [TestCase(ActivityKind.EmailReplied)]
    [TestCase(ActivityKind.CallInbound)]
    [TestCase(ActivityKind.CallOutbound)]
    [TestCase(ActivityKind.Sms)]
    [TestCase(ActivityKind.MeetingBooked)]
    [TestCase(ActivityKind.CampaignResponded)]
    [TestCase(ActivityKind.EmailBounced)]
    public void R4_to_R10_An_activity_adds_the_points_of_its_signal_to_behaviour(ActivityKind kind)
    {
        var lead = new TestLead(SomeRules.Signals(("it", SomeRules.On(kind, 4)), ("other", SomeRules.On(kind + 1, 9))));

        lead.Status(Some.NotContacted).Activity(kind);

        Assert.That(lead.State.Parts, Is.EqualTo(new Parts(4, 4, 0)));
        Assert.That(lead.Entries[^1], Has.Property("Kind").EqualTo(EntryKind.Signal)
            .And.Property("Rule").EqualTo("it").And.Property("About").EqualTo("1").And.Property("Layer").EqualTo("company"));
    }

    [TestCase(9.9, 0)]
    [TestCase(10, 3)]
    [TestCase(11, 3)]
    public void R9_An_outbound_call_counts_from_exactly_its_length_on(double seconds, int points)
    {
        var lead = new TestLead(Calls);

        lead.Activity(Some.Activity(ActivityKind.CallOutbound) with { Lasted = TimeSpan.FromSeconds(seconds) });

        Assert.That(lead.State.Parts.Behaviour, Is.EqualTo(points));
    }

    [Test]
    public void R9_A_call_of_unknown_length_does_not_count_where_a_length_is_asked_for()
    {
        var lead = new TestLead(Calls).Activity(ActivityKind.CallOutbound).Activity(ActivityKind.CallInbound, "2");

        Assert.That(lead.State.Parts.Behaviour, Is.EqualTo(5));
    }

    [TestCase(true, 3)]
    [TestCase(false, 0)]
    [TestCase(null, 0)]
    public void A_signal_may_ask_for_an_answer(bool? answered, int points)
    {
        var lead = new TestLead(SomeRules.Signals(("call", SomeRules.On(ActivityKind.CallOutbound, 3) with { Answered = true })));

        lead.Activity(Some.Activity(ActivityKind.CallOutbound) with { Answered = answered });

        Assert.That(lead.State.Parts.Behaviour, Is.EqualTo(points));
    }

    [TestCase("Demo", "Paris", 10)]
    [TestCase("Demo", "Rome", 0)]
    [TestCase("Call", "Paris", 0)]
    [TestCase(null, "Paris", 0)]
    public void R10_Every_field_that_a_signal_matches_on_must_have_one_of_the_values(string? type, string place, int points)
    {
        var lead = new TestLead(SomeRules.Signals(("demo", SomeRules.On(ActivityKind.MeetingBooked, 10) with
        {
            Matching = new Dictionary<string, IReadOnlySet<string>>
            {
                ["Type"] = Some.Set("Demo", "Trial"),
                ["Place"] = Some.Set("Paris"),
            },
        })));
        var fields = new Dictionary<string, string?> { ["Type"] = type, ["Place"] = place };

        lead.Activity(Some.Activity(ActivityKind.MeetingBooked) with { Fields = fields });

        Assert.That(lead.State.Parts.Behaviour, Is.EqualTo(points));
    }

    [Test]
    public void S2_Every_call_to_action_has_a_weight_of_its_own()
    {
        var lead = new TestLead(SomeRules.Signals(
            ("white_paper", SomeRules.On(ActivityKind.CampaignResponded, 3)), ("quote", SomeRules.On(ActivityKind.Sms, 8))));

        lead.Activity(ActivityKind.CampaignResponded).Activity(ActivityKind.Sms, "2");

        Assert.That(lead.Entries.Select(entry => (entry.Rule, entry.Points)),
            Is.EqualTo(new[] { ("white_paper", 3m), ("quote", 8m) }));
    }

    [Test]
    public void Two_signals_may_score_one_activity_each_with_an_entry_of_its_own()
    {
        var lead = new TestLead(SomeRules.Signals(
            ("a", SomeRules.On(ActivityKind.CallInbound, 3)), ("b", SomeRules.On(ActivityKind.CallInbound, 1))));

        lead.Activity(ActivityKind.CallInbound);

        Assert.That(lead.State.Parts.Behaviour, Is.EqualTo(4));
        Assert.That(lead.Entries.Select(entry => entry.EventKey), Is.Unique);
    }

    [Test]
    public void An_activity_that_changes_later_scores_once()
    {
        var lead = new TestLead(Calls).Activity(ActivityKind.CallInbound).After(Some.Days(1)).Activity(ActivityKind.CallInbound);

        Assert.That(lead.Entries, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_call_that_turns_out_long_enough_scores_when_that_is_known()
    {
        var call = Some.Activity(ActivityKind.CallOutbound);
        var lead = new TestLead(Calls).Activity(call);

        lead.Activity(call with { Lasted = TimeSpan.FromSeconds(12) });

        Assert.That(lead.State.Parts.Behaviour, Is.EqualTo(3));
    }

    [Test]
    public void R22_Behaviour_and_status_together_make_a_lead_hot_at_exactly_the_threshold()
    {
        var lead = new TestLead(SomeRules.Signals(("open", SomeRules.On(ActivityKind.EmailOpened, 1)))).Status(Some.NotContacted);

        lead.After(Some.Days(1)).Activity(ActivityKind.EmailOpened);

        Assert.That(lead.Crossings.Single(), Is.EqualTo(new Crossing(Hot: true, lead.Now, CrossingCause.Points)));
    }

    [Test]
    public void R21_Negative_points_cool_a_lead()
    {
        var lead = new TestLead(SomeRules.Signals(("bounced", SomeRules.On(ActivityKind.EmailBounced, -5)))).Status(Some.Contacted);

        lead.Activity(ActivityKind.EmailBounced);

        Assert.That((lead.State.Parts.Total, lead.IsHot), Is.EqualTo((2m, false)));
    }

    [Test]
    public void R18_A_status_leaves_behaviour_untouched()
    {
        var lead = new TestLead(Calls).Activity(ActivityKind.CallInbound).Status(Some.Contacted).Status(Some.NotConverted);

        Assert.That(lead.State.Parts, Is.EqualTo(new Parts(0, 5, 0)));
    }

    [Test]
    public void A_floor_bounds_the_entry_of_a_signal_and_what_can_be_taken_back()
    {
        var lead = new TestLead(SomeRules.Settings(SomeRules.Company with
        {
            Scoring = Some.HotAtFive with { Floor = new(0) },
            Signals = SomeRules.Named(("bounced", SomeRules.On(ActivityKind.EmailBounced, -5))),
        }));
        var bounce = Some.Activity(ActivityKind.EmailBounced);

        lead.Status(Some.NotContacted).Activity(bounce);
        var bounced = lead.State.Parts.Behaviour;
        lead.Activity(bounce with { Standing = false });

        Assert.That((bounced, lead.State.Parts.Behaviour), Is.EqualTo((-4m, 0m)));
        Assert.That(lead.Entries[1].Note, Is.EqualTo(Notes.Floor));
    }

    [TestCase(-1, 0)]
    [TestCase(0, 5)]
    public void Activities_of_a_signal_added_later_count_from_the_moment_of_the_model(int seconds, int points)
    {
        var model = SomeRules.Model(SomeRules.Company with
        {
            Signals = SomeRules.Named(("call", SomeRules.On(ActivityKind.CallInbound, 5))),
        });
        var lead = new TestLead(new SettingsBook(model, _ => Some.Noon).For("Lead", owner: null));

        lead.Activity(ActivityKind.CallInbound, at: Some.Noon.AddSeconds(seconds));

        Assert.That(lead.State.Parts.Behaviour, Is.EqualTo(points));
    }

    [Test]
    public void Signals_of_another_object_do_not_concern_the_lead()
    {
        var call = SomeRules.On(ActivityKind.CallInbound, 5);
        var lead = new TestLead(SomeRules.Signals(
            ("contacts", call with { Objects = Some.Set("Contact") }), ("both", call with { Objects = Some.Set("Contact", "Lead") })));

        lead.Activity(ActivityKind.CallInbound);

        Assert.That(lead.Entries.Single().Rule, Is.EqualTo("both"));
    }
}
