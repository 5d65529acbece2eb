using LeadScoring.Core.Rules;

namespace LeadScoring.Core.Tests;

public sealed class FitTests
{
    static readonly CriterionRules Target = SomeRules.Criterion(2, new Condition("Industry") { Is = "Software" });
    static readonly CriterionRules Means = SomeRules.Criterion(3, new Condition("Revenue") { AtLeast = 1_000_000 });
    static readonly Settings Criteria = SomeRules.Fit(("target", Target), ("means", Means));

    [TestCase("Software", "2000000", 5)]
    [TestCase("Software", "10", 2)]
    [TestCase("Retail", "2000000", 3)]
    [TestCase("Software", null, 2)]
    [TestCase(null, null, 0)]
    public void S10_Fit_is_the_points_of_the_criteria_met(string? industry, string? revenue, int points)
    {
        var lead = new TestLead(Criteria).Profile(("Industry", industry), ("Revenue", revenue));

        Assert.That(lead.State.Parts, Is.EqualTo(new Parts(0, 0, points)));
    }

    [Test]
    public void S10_Met_unmet_and_unknown_are_kept_apart()
    {
        var criteria = SomeRules.Fit(("target", Target), ("means", Means), ("decision", SomeRules.Criterion(1, new Condition("Title") { Is = "CEO" })));

        var verdicts = Fit.Judge(Some.Profile(("Industry", "Software"), ("Revenue", "1")), criteria).Select(pair => pair.Verdict);

        Assert.That(verdicts, Is.EqualTo(new[] { Verdict.Met, Verdict.Unmet, Verdict.Unknown }));
    }

    [Test]
    public void A_change_is_one_entry_that_names_what_is_met_now()
    {
        var lead = new TestLead(Criteria).Profile(("Industry", "Software"));

        lead.Profile(("Industry", "Software"), ("Revenue", "2000000")).Profile();

        Assert.That(lead.Entries.Select(entry => (entry.Kind, entry.Rule, entry.Points)), Is.EqualTo(new[]
        {
            (EntryKind.Fit, "target", 2m), (EntryKind.Fit, "target + means", 3m), (EntryKind.Fit, "fit", -5m),
        }));
    }

    [Test]
    public void Other_values_that_meet_the_same_criteria_leave_no_entry()
    {
        var lead = new TestLead(Criteria).Profile(("Revenue", "2000000")).Profile(("Revenue", "3000000"));

        Assert.That(lead.Entries, Has.Count.EqualTo(1));
    }

    [Test]
    public void S11_Fit_alone_never_makes_a_lead_hot()
    {
        var lead = new TestLead(Criteria).Profile(("Industry", "Software"), ("Revenue", "2000000"));

        Assert.That((lead.State.Parts.Total, lead.IsHot), Is.EqualTo((5m, false)));
        Assert.That(lead.Status(Some.NotContacted).IsHot, Is.True);
    }

    [Test]
    public void Fit_that_falls_cools_a_lead()
    {
        var lead = new TestLead(Criteria).Profile(("Industry", "Software")).Status(Some.NotContacted);
        var before = lead.IsHot;

        lead.Profile(("Industry", "Retail"));

        Assert.That((before, lead.IsHot), Is.EqualTo((true, false)));
    }

    [Test]
    public void Fit_that_rises_makes_a_lead_hot_that_has_shown_interest()
    {
        var lead = new TestLead(Criteria).Status(Some.NotContacted);

        lead.After(Some.Days(1)).Profile(("Industry", "Software"));

        Assert.That(lead.Crossings.Single(), Is.EqualTo(new Crossing(Hot: true, lead.Now, CrossingCause.Points)));
    }

    [Test]
    public void Fit_stays_through_a_reset()
    {
        var settings = SomeRules.Settings(SomeRules.Company with
        {
            Scoring = Some.HotAtFive with { ResetAfter = Some.Period(Some.Days(10)) },
            Fit = SomeRules.Named(("target", Target)),
        });
        var lead = new TestLead(settings).Profile(("Industry", "Software")).Status(Some.Contacted);

        lead.After(Some.Days(10));

        Assert.That((lead.State.Parts, lead.IsHot), Is.EqualTo((new Parts(0, 0, 2), false)));
    }

    [Test]
    public void A_new_model_judges_the_same_values_by_its_own_criteria()
    {
        var lead = new TestLead(Criteria).Profile(("Industry", "Software"));

        lead.NewModel(SomeRules.Fit(("target", Target with { Points = 4 })));
        var weighted = lead.State.Parts.Fit;
        lead.NewModel(Some.Settings());

        Assert.That((weighted, lead.State.Parts.Fit), Is.EqualTo((4m, 0m)));
    }

    [Test]
    public void A_record_that_was_never_looked_at_is_unknown_whatever_the_criteria()
    {
        var settings = SomeRules.Fit(("free", SomeRules.Criterion(4, new Condition("Competitor") { Empty = true })));
        var lead = new TestLead(settings).Status(Some.NotContacted).NewModel(settings);
        var before = (lead.State.Parts.Fit, lead.State.Stage);

        lead.Profile();

        Assert.That(before, Is.EqualTo((0m, Stage.Lead)));
        Assert.That((lead.State.Parts.Fit, lead.State.Stage), Is.EqualTo((4m, Stage.Prospect)));
    }

    [Test]
    public void Fit_is_what_the_record_holds_whatever_the_floor()
    {
        var settings = SomeRules.Settings(SomeRules.Company with
        {
            Scoring = Some.HotAtFive with { Floor = new(0) },
            Fit = SomeRules.Named(("competitor", SomeRules.Criterion(-5, new Condition("Industry") { Is = "Software" }))),
        });

        var lead = new TestLead(settings).Profile(("Industry", "Software")).Status(Some.Contacted);

        Assert.That((lead.State.Parts, lead.IsHot), Is.EqualTo((new Parts(7, 0, -5), false)));
    }

    [Test]
    public void Criteria_of_another_object_do_not_concern_the_lead()
    {
        var lead = new TestLead(SomeRules.Fit(("target", Target with { Objects = Some.Set("Contact") })));

        Assert.That(lead.Profile(("Industry", "Software")).Entries, Is.Empty);
    }
}
