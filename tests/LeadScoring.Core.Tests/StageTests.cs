using LeadScoring.Core.Rules;

namespace LeadScoring.Core.Tests;

public sealed class StageTests
{
    static readonly StatusRules Statuses = Some.Statuses() with { Later = Some.Set(Some.NotContacted) };

    static Settings When(ProspectWhen? when) => SomeRules.Settings(
        SomeRules.Company with
        {
            Stages = new() { ProspectWhen = when },
            Fit = SomeRules.Named(
                ("target", SomeRules.Criterion(1, new Condition("A") { Is = "1" })),
                ("means", SomeRules.Criterion(1, new Condition("B") { Is = "1" }))),
            Signals = SomeRules.Named(
                ("replied", SomeRules.On(ActivityKind.EmailReplied, 0) with { TwoWay = true }),
                ("opened", SomeRules.On(ActivityKind.EmailOpened, 1)),
                ("talked", SomeRules.On(ActivityKind.CallOutbound, 1) with { Answered = true })),
        },
        statuses: Statuses);

    static readonly Settings Either = When(null);

    static TestLead Lead(Settings settings, string? a = null, string? b = null) => new TestLead(settings).Profile(("A", a), ("B", b));

    [TestCase(null, null, Stage.Lead)]
    [TestCase("0", "0", Stage.Lead)]
    [TestCase("1", null, Stage.Candidate)]
    [TestCase("1", "0", Stage.Candidate)]
    [TestCase("1", "1", Stage.Prospect)]
    public void S11_One_criterion_met_makes_a_candidate_and_all_of_them_a_prospect(string? a, string? b, Stage stage)
    {
        Assert.That(Lead(Either, a, b).State.Stage, Is.EqualTo(stage));
    }

    [TestCase("true", Stage.Candidate)]
    [TestCase("false", Stage.Prospect)]
    public void S11_A_criterion_that_speaks_against_a_lead_need_not_be_met(string competitor, Stage stage)
    {
        var lead = new TestLead(SomeRules.Fit(
            ("target", SomeRules.Criterion(1, new Condition("A") { Is = "1" })),
            ("means", SomeRules.Criterion(1, new Condition("Competitor") { Is = "false" })),
            ("competitor", SomeRules.Criterion(-9, new Condition("Competitor") { Is = "true" }))));

        Assert.That(lead.Profile(("Competitor", "true")).State.Stage, Is.EqualTo(Stage.Lead));
        Assert.That(lead.Profile(("A", "1"), ("Competitor", competitor)).State.Stage, Is.EqualTo(stage));
    }

    [TestCase(null, true, false, Stage.Prospect)]
    [TestCase(null, false, true, Stage.Prospect)]
    [TestCase(ProspectWhen.Fit, true, false, Stage.Prospect)]
    [TestCase(ProspectWhen.Fit, false, true, Stage.Lead)]
    [TestCase(ProspectWhen.TwoWay, true, false, Stage.Candidate)]
    [TestCase(ProspectWhen.TwoWay, false, true, Stage.Prospect)]
    [TestCase(ProspectWhen.Both, true, false, Stage.Candidate)]
    [TestCase(ProspectWhen.Both, false, true, Stage.Lead)]
    [TestCase(ProspectWhen.Both, true, true, Stage.Prospect)]
    public void S14_What_makes_a_prospect_is_the_companys_choice(ProspectWhen? when, bool fits, bool replies, Stage stage)
    {
        var lead = Lead(When(when), fits ? "1" : null, fits ? "1" : null);

        if (replies)
            lead.Activity(ActivityKind.EmailReplied);

        Assert.That(lead.State.Stage, Is.EqualTo(stage));
    }

    [Test]
    public void S15_A_first_exchange_is_a_gate_and_not_only_points()
    {
        var lead = Lead(Either).Activity(ActivityKind.EmailOpened);
        var opened = lead.State.Stage;

        lead.Activity(ActivityKind.EmailReplied, "2");

        Assert.That((opened, lead.State.Stage, lead.State.Parts.Total), Is.EqualTo((Stage.Lead, Stage.Prospect, 1m)));
    }

    [TestCase(true, Stage.Prospect)]
    [TestCase(false, Stage.Lead)]
    [TestCase(null, Stage.Lead)]
    public void S15_An_outbound_call_is_an_exchange_once_it_is_answered(bool? answered, Stage stage)
    {
        var lead = Lead(Either).Activity(Some.Activity(ActivityKind.CallOutbound) with { Answered = answered });

        Assert.That(lead.State.Stage, Is.EqualTo(stage));
    }

    [Test]
    public void S15_An_exchange_is_one_also_where_it_scores_nothing()
    {
        var once = SomeRules.On(ActivityKind.EmailReplied, 1) with { TwoWay = true, AtMost = new(0, Some.Days(1)) };

        Assert.That(new TestLead(SomeRules.Signals(("once", once))).Activity(ActivityKind.EmailReplied).State.Stage, Is.EqualTo(Stage.Prospect));
    }

    [TestCase(Some.Converted, Stage.Customer)]
    [TestCase(Some.NotConverted, Stage.Disqualified)]
    [TestCase(Some.NotContacted, Stage.Later)]
    [TestCase(Some.Contacted, Stage.Prospect)]
    [TestCase("Nurturing", Stage.Prospect)]
    [TestCase("", Stage.Prospect)]
    public void S13_The_newest_status_decides_and_fit_only_where_it_says_nothing(string status, Stage stage)
    {
        Assert.That(Lead(Either, "1", "1").Status(status).State.Stage, Is.EqualTo(stage));
    }

    [Test]
    public void S12_Who_is_put_off_keeps_the_points_and_comes_back()
    {
        var lead = Lead(Either, "1").Status(Some.NotContacted);
        var later = (lead.State.Stage, lead.State.Parts.Total);

        lead.Status(Some.Contacted);

        Assert.That(later, Is.EqualTo((Stage.Later, 5m)));
        Assert.That(lead.State.Stage, Is.EqualTo(Stage.Candidate));
    }

    [TestCase(null, Stage.Lead)]
    [TestCase("1", Stage.Candidate)]
    public void S12_Reopening_returns_to_where_fit_and_exchange_put_it(string? a, Stage stage)
    {
        Assert.That(Lead(Either, a).Status(Some.NotConverted).Status(Some.Contacted).State.Stage, Is.EqualTo(stage));
    }

    [Test]
    public void S13_A_second_qualification_makes_a_repeat_customer()
    {
        var lead = Lead(Either).Status(Some.Converted).Status(Some.Converted);
        var first = lead.State.Stage;

        lead.Status(Some.Contacted).Status(Some.Converted);

        Assert.That((first, lead.State.Stage), Is.EqualTo((Stage.Customer, Stage.RepeatCustomer)));
    }

    [Test]
    public void S13_From_one_qualified_status_to_another_is_no_second_qualification()
    {
        var statuses = Statuses with { Qualified = Some.Set(Some.Converted, Some.Contacted) };

        var lead = new TestLead(Some.Settings(statuses: statuses)).Status(Some.Converted).Status(Some.Contacted);

        Assert.That(lead.State.Stage, Is.EqualTo(Stage.Customer));
    }

    [Test]
    public void A_late_status_does_not_move_the_stage()
    {
        var lead = Lead(Either).Status(Some.Contacted).Status(Some.Converted, at: Some.Noon.AddDays(-1));

        Assert.That(lead.State.Stage, Is.EqualTo(Stage.Lead));
    }

    [Test]
    public void A_stage_stays_through_a_reset()
    {
        var settings = Either with { ResetAfter = new(Some.Days(1), "company") };
        var lead = Lead(settings).Activity(ActivityKind.EmailReplied).Status(Some.Contacted);

        Assert.That(lead.After(Some.Days(2)).State.Stage, Is.EqualTo(Stage.Prospect));
    }

    [Test]
    public void A_new_model_decides_the_stage_anew()
    {
        Assert.That(Lead(Either, "1", "1").NewModel(When(ProspectWhen.Both)).State.Stage, Is.EqualTo(Stage.Candidate));
    }
}
