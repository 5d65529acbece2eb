using LeadScoring.Core.Rules;

namespace LeadScoring.Core.Tests;

public sealed class BlockersTests
{
    static readonly Settings Settings = SomeRules.Settings(SomeRules.Company with
    {
        Fit = SomeRules.Named(
            ("on_target", SomeRules.Criterion(2, new Condition("Industry") { Is = "Software" })),
            ("has_means", SomeRules.Criterion(2, new Condition("Revenue") { AtLeast = 10 })),
            ("competitor", SomeRules.Criterion(-3, new Condition("Competitor") { Is = "true" }))),
        Signals = SomeRules.Named(
            ("unsubscribed", SomeRules.On(ActivityKind.Sms, -5)),
            ("bounced", SomeRules.On(ActivityKind.EmailBounced, -2)),
            ("reply", SomeRules.On(ActivityKind.EmailReplied, 5))),
    });

    static string Text(TestLead lead, Locale locale = Locale.En) =>
        Blockers.Text(lead.Entries, lead.State, lead.Settings, locale);

    static TestLead Fitting => new TestLead(Settings).Profile(("Industry", "Software"), ("Revenue", "10"), ("Competitor", "false"));

    [Test]
    public void S8_A_lead_that_nothing_blocks_has_no_blockers()
    {
        Assert.That(Text(Fitting.Status(Some.Contacted).Activity(ActivityKind.EmailReplied)), Is.Empty);
    }

    [TestCase(Locale.En, "on target: not met, has means: unknown")]
    [TestCase(Locale.Fr, "on target: non rempli, has means: inconnu")]
    public void S8_Unmet_criteria_come_first_then_those_not_known(Locale locale, string text)
    {
        Assert.That(Text(new TestLead(Settings).Profile(("Industry", "Retail")), locale), Is.EqualTo(text));
    }

    [Test]
    public void S8_Of_a_record_never_looked_at_nothing_is_known()
    {
        Assert.That(Text(new TestLead(Settings)), Is.EqualTo("on target: unknown, has means: unknown"));
    }

    [Test]
    public void S8_Rules_that_took_points_away_follow_the_heaviest_first()
    {
        var lead = Fitting.Activity(ActivityKind.EmailBounced).Activity(ActivityKind.Sms, "2").Activity(ActivityKind.EmailReplied, "3");

        Assert.That(Text(lead), Is.EqualTo("unsubscribed -5 (2 Mar), bounced -2 (2 Mar)"));
    }

    [Test]
    public void S8_A_negative_criterion_blocks_when_it_is_met_and_not_when_it_is_missing()
    {
        var lead = Fitting.Profile(("Industry", "Software"), ("Revenue", "10"), ("Competitor", "true"));

        Assert.That(Text(lead), Is.EqualTo("competitor -3"));
    }

    [TestCase(StatusMode.Replace)]
    [TestCase(StatusMode.Accumulate)]
    public void S8_A_status_with_negative_points_blocks(StatusMode mode)
    {
        var statuses = Some.Statuses(mode) with { Points = new Dictionary<string, decimal> { ["Open"] = 4, ["Ghosting"] = -3 } };

        var lead = new TestLead(Some.Settings(statuses: statuses)).Status("Open").Status("Ghosting");

        Assert.That(Text(lead), Is.EqualTo("Ghosting -3 (2 Mar)"));
    }

    [Test]
    public void A_status_that_is_worth_less_than_the_one_before_does_not_block()
    {
        Assert.That(Text(Fitting.Status(Some.Contacted).Status(Some.NotContacted)), Is.Empty);
    }

    [Test]
    public void What_was_taken_back_or_reset_does_not_block()
    {
        var bounce = Some.Activity(ActivityKind.EmailBounced);
        var lead = Fitting.Activity(bounce).Activity(bounce with { Standing = false })
            .Activity(ActivityKind.Sms, "2").Ticked().After(Some.Minutes(1)).Removed();

        Assert.That(Text(lead), Is.Empty);
    }

    [Test]
    public void Points_that_left_in_time_do_not_block()
    {
        var settings = SomeRules.Signals(("reply", SomeRules.On(ActivityKind.EmailReplied, 5) with { Lasts = Some.Period(Some.Days(1)) }));

        Assert.That(Text(new TestLead(settings).Activity(ActivityKind.EmailReplied).After(Some.Days(2))), Is.Empty);
    }

    [Test]
    public void Blockers_that_do_not_fit_are_left_out_whole()
    {
        var criteria = Enumerable.Range(10, 40).Select(number => ($"criterion_{number}", SomeRules.Criterion(1, new Condition("A") { Is = "1" })));

        var text = Text(new TestLead(SomeRules.Fit([.. criteria])));

        Assert.That(text, Has.Length.AtMost(Reasons.MaxLength).And.StartWith("criterion 10: unknown, ").And.EndWith(": unknown"));
    }
}
