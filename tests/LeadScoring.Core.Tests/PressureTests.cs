using LeadScoring.Core.Rules;

namespace LeadScoring.Core.Tests;

public sealed class PressureTests
{
    static readonly LayerRules Company = SomeRules.Company with
    {
        Stages = new()
        {
            PressureAtMost = 2,
            PressureWithin = Some.Days(14),
            UnresponsiveAfter = Some.Days(30),
            UnresponsiveApproaches = 3,
        },
        Signals = SomeRules.Named(("opened", SomeRules.On(ActivityKind.EmailOpened, 1))),
    };

    static readonly Settings Settings = SomeRules.Settings(Company);

    static TestLead Approached(params int[] days)
    {
        var lead = new TestLead(Settings);
        foreach (var (day, index) in days.Select((day, index) => (day, index)))
            lead.After(Some.Noon.AddDays(day) - lead.Now).Activity(ActivityKind.EmailSent, $"{index}");
        return lead;
    }

    [TestCase(ActivityKind.EmailSent, 1)]
    [TestCase(ActivityKind.CallOutbound, 1)]
    [TestCase(ActivityKind.CallInbound, 0)]
    [TestCase(ActivityKind.EmailOpened, 0)]
    public void S19_Outbound_mails_and_calls_are_approaches(ActivityKind kind, int pressure)
    {
        Assert.That(new TestLead(Settings).Activity(kind).State.Pressure, Is.EqualTo(pressure));
    }

    [Test]
    public void S19_An_approach_gives_no_points_and_is_no_interaction()
    {
        var lead = Approached(0);

        Assert.That((lead.Entries.Count, lead.State.LastInteractionAt), Is.EqualTo((0, (DateTimeOffset?)null)));
    }

    [TestCase(13, 3)]
    [TestCase(14, 2)]
    [TestCase(15, 1)]
    [TestCase(16, 0)]
    public void S19_Approaches_count_for_their_period(int days, int pressure)
    {
        Assert.That(Approached(0, 1, 2).After(Some.Days(days - 2)).State.Pressure, Is.EqualTo(pressure));
    }

    [TestCase(Locale.En, "3 approaches, at most 2")]
    [TestCase(Locale.Fr, "3 sollicitations, 2 au plus")]
    public void S19_Too_many_approaches_stand_in_the_way(Locale locale, string text)
    {
        var (enough, tooMany) = (Approached(0, 1), Approached(0, 1, 2));

        Assert.That(Blockers.Text(enough.Entries, enough.State, Settings, locale), Is.Empty);
        Assert.That(Blockers.Text(tooMany.Entries, tooMany.State, Settings, locale), Is.EqualTo(text));
    }

    [Test]
    public void S19_The_same_approach_seen_again_counts_once()
    {
        var lead = Approached(0).After(Some.Days(1)).Activity(ActivityKind.EmailSent, "0");

        Assert.That(lead.State.Pressure, Is.EqualTo(1));
    }

    [Test]
    public void S19_An_approach_that_did_not_happen_after_all_does_not_count()
    {
        var lead = Approached(0, 1).Activity(Some.Activity(ActivityKind.EmailSent, "1") with { Standing = false });

        Assert.That(lead.State.Pressure, Is.EqualTo(1));
    }

    [Test]
    public void S19_An_approach_that_comes_to_light_late_counts_until_its_own_time()
    {
        var lead = Approached(5).Activity(ActivityKind.CallOutbound, "late", at: Some.Noon.AddDays(1));

        Assert.That(lead.After(TimeSpan.Zero).State.Pressure, Is.EqualTo(2));
        Assert.That(lead.After(Some.Days(10)).State.Pressure, Is.EqualTo(1));
    }

    [Test]
    public void Without_a_period_approaches_are_not_counted()
    {
        Assert.That(new TestLead(Some.Settings()).Activity(ActivityKind.EmailSent).State.Pressure, Is.Zero);
    }

    [TestCase(29, false)]
    [TestCase(30, true)]
    public void S16_A_lead_is_unresponsive_when_enough_approaches_stay_unanswered_long_enough(int days, bool unresponsive)
    {
        Assert.That(Approached(0, 1, 2).After(Some.Days(days - 2)).State.Unresponsive, Is.EqualTo(unresponsive));
    }

    [Test]
    public void S16_Too_few_approaches_make_no_lead_unresponsive()
    {
        var lead = Approached(0, 1).After(Some.Days(100));
        var before = lead.State.Unresponsive;

        lead.Activity(ActivityKind.EmailSent, "9");

        Assert.That((before, lead.State.Unresponsive), Is.EqualTo((false, true)));
    }

    [Test]
    public void S16_An_interaction_begins_the_count_anew()
    {
        var lead = Approached(0, 1, 2).After(Some.Days(10)).Activity(ActivityKind.EmailOpened, "x");

        Assert.That(lead.After(Some.Days(100)).State.Unresponsive, Is.False);
    }

    [Test]
    public void S16_An_answer_takes_the_mark_away()
    {
        var lead = Approached(0, 1, 2).After(Some.Days(40)).Activity(ActivityKind.EmailOpened, "x");

        Assert.That(lead.State.Unresponsive, Is.False);
    }

    [Test]
    public void S16_A_mark_is_all_and_neither_stage_nor_points_change()
    {
        var lead = Approached(0, 1, 2).Status(Some.Contacted).After(Some.Days(40));

        Assert.That((lead.IsHot, lead.State.Stage, lead.State.Parts.Total), Is.EqualTo((true, Stage.Lead, 7m)));
    }

    [Test]
    public void S3_The_first_approach_since_a_lead_turned_hot_is_told_once()
    {
        var lead = Approached(0).After(Some.Days(1)).Status(Some.Contacted);

        lead.After(Some.Minutes(5)).Activity(ActivityKind.CallOutbound, "a").After(Some.Minutes(5)).Activity(ActivityKind.CallOutbound, "b");

        Assert.That(lead.Responses.Single(), Is.EqualTo(new Response(Some.Noon.AddDays(1), Some.Noon.AddDays(1).AddMinutes(5))));
    }

    [Test]
    public void S3_A_lead_that_turns_hot_again_waits_for_another_approach()
    {
        var lead = new TestLead(Settings).Status(Some.Contacted).Activity(ActivityKind.CallOutbound, "a").Status(Some.NotConverted);

        lead.After(Some.Days(1)).Status(Some.Contacted).After(Some.Days(1)).Activity(ActivityKind.CallOutbound, "b");

        Assert.That(lead.Responses, Has.Count.EqualTo(2));
    }

    [Test]
    public void Outside_nothing_is_counted_and_entering_again_knows_what_was()
    {
        var lead = new TestLead(SomeRules.Settings(Company, SomeRules.Only("Country", "FR"))).Profile(("Country", "FR"));
        lead.Activity(ActivityKind.EmailSent).Profile(("Country", "DE"));
        var outside = (lead.State.Pressure, lead.State.NextCheckAt);

        lead.Profile(("Country", "FR"));

        Assert.That(outside, Is.EqualTo((0, (DateTimeOffset?)null)));
        Assert.That(lead.State.Pressure, Is.EqualTo(1));
    }

    [Test]
    public void A_new_model_counts_by_its_own_period()
    {
        var lead = Approached(0, 10);

        lead.NewModel(SomeRules.Settings(Company with { Stages = new() { PressureWithin = Some.Days(5) } }));

        Assert.That(lead.State.Pressure, Is.EqualTo(1));
    }
}
