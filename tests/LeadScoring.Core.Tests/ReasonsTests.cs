using LeadScoring.Core.Rules;

namespace LeadScoring.Core.Tests;

public sealed class ReasonsTests
{
    static readonly DateTimeOffset November3 = new(2026, 11, 3, 9, 0, 0, TimeSpan.Zero);

    static LedgerEntry Signal(string rule, decimal points, int day = 0) =>
        new($"{rule}/{points}/{day}", Part.Behaviour, EntryKind.Signal, rule, points)
        {
            OccurredAt = November3.AddDays(day),
            Layer = "company",
        };

    static string Text(LeadState state, Locale locale, params LedgerEntry[] entries) =>
        Reasons.Text(entries, state, StatusMode.Replace, locale);

    static string Text(params LedgerEntry[] entries) => Text(default, Locale.En, entries);

    static string Text(TestLead lead, StatusMode mode = StatusMode.Replace, Locale locale = Locale.En) =>
        Reasons.Text(lead.Entries, lead.State, mode, locale);

    [TestCase(Locale.En, "Working - Contacted +7 (2 Mar)")]
    [TestCase(Locale.Fr, "Working - Contacted +7 (2 mars)")]
    public void The_standing_status_is_one_reason_worth_the_status_part(Locale locale, string text)
    {
        var lead = new TestLead(Some.Settings(), default).Status(Some.NotContacted).Status(Some.Contacted);

        Assert.That(Text(lead, locale: locale), Is.EqualTo(text));
    }

    [Test]
    public void An_unmapped_status_leaves_the_reason_with_the_status_that_gave_the_points()
    {
        var lead = new TestLead(Some.Settings()).Status(Some.Contacted).After(Some.Days(1)).Status("Nurturing");

        lead.Status(Some.Converted, at: Some.Noon.AddHours(1));

        Assert.That(Text(lead), Is.EqualTo("Working - Contacted +7 (2 Mar)"));
    }

    [Test]
    public void Accumulated_statuses_are_one_reason_each_newest_first()
    {
        var lead = new TestLead(Some.Settings(statuses: Some.Statuses(StatusMode.Accumulate)));

        lead.Status(Some.NotContacted).After(Some.Days(1)).Status(Some.Contacted).After(Some.Days(1)).Status(Some.NotContacted);

        Assert.That(
            Text(lead, StatusMode.Accumulate),
            Is.EqualTo("Open - Not Contacted +4 (4 Mar), Working - Contacted +7 (3 Mar), Open - Not Contacted +4 (2 Mar)"));
    }

    [Test]
    public void A_lead_has_no_reasons_after_its_reset()
    {
        var lead = new TestLead(Some.ResettingAfter(Some.Days(1))).Status(Some.Contacted);

        lead.After(Some.Days(2));

        Assert.That(Text(lead), Is.Empty);
        Assert.That(Text(lead, StatusMode.Accumulate), Is.Empty);
    }

    [Test]
    public void Signals_show_their_names_with_spaces_newest_first()
    {
        var text = Text(Signal("call_received", 5), Signal("demo_booked", 10, day: 2));

        Assert.That(text, Is.EqualTo("demo booked +10 (5 Nov), call received +5 (3 Nov)"));
    }

    [Test]
    public void A_signal_that_came_often_is_one_reason_dated_by_its_newest_points()
    {
        var text = Text(Signal("email_opened", 1), Signal("email_opened", 1, day: 1), Signal("email_opened", 0, day: 2));

        Assert.That(text, Is.EqualTo("email opened +2 (4 Nov)"));
    }

    [Test]
    public void Negative_points_are_no_reason()
    {
        Assert.That(Text(Signal("bounced", -5), Signal("call_received", 5)), Is.EqualTo("call received +5 (3 Nov)"));
    }

    [Test]
    public void Points_from_before_the_last_reset_are_no_reason()
    {
        var state = new LeadState { LastResetAt = November3.AddDays(1) };

        Assert.That(Text(state, Locale.En, Signal("call_received", 5), Signal("call_made", 3, day: 1)),
            Is.EqualTo("call made +3 (4 Nov)"));
    }

    [TestCase(Locale.En, "quote +2.5 (3 Nov)")]
    [TestCase(Locale.Fr, "quote +2,5 (3 nov.)")]
    public void Points_and_days_follow_the_locale(Locale locale, string text)
    {
        Assert.That(Text(default, locale, Signal("quote", 2.50m)), Is.EqualTo(text));
    }

    [Test]
    public void Reasons_that_do_not_fit_are_left_out_whole_the_smallest_first()
    {
        var signals = Enumerable.Range(1, 20).Select(points => Signal($"signal number {points:00}", points, day: -points)).ToArray();

        var text = Text(signals);

        Assert.That(text, Has.Length.AtMost(Reasons.MaxLength));
        Assert.That(text, Does.StartWith("signal number 13 +13 (21 Oct)").And.EndWith("signal number 20 +20 (14 Oct)"));
    }

    [Test]
    public void A_single_reason_that_is_too_long_is_cut_with_an_ellipsis()
    {
        var text = Text(Signal(new string('x', 300), 5));

        Assert.That(text, Has.Length.EqualTo(255).And.EndsWith("x…"));
    }

    [Test]
    public void A_cut_leaves_no_half_character()
    {
        var text = Text(Signal(new string('x', 253) + "🔥🔥", 5));

        Assert.That(text, Is.EqualTo(new string('x', 253) + "…"));
    }

    [Test]
    public void The_list_holds_the_same_reasons_as_the_text()
    {
        var list = Reasons.List(
            [Signal("call_received", 5), Signal("demo_booked", 10)], default, StatusMode.Replace, Locale.En);

        Assert.That(list, Is.EqualTo(new[] { "demo booked +10 (3 Nov)", "call received +5 (3 Nov)" }));
    }

    [TestCase(Locale.En, "hot in HubSpot (2 Mar)")]
    [TestCase(Locale.Fr, "chaud dans HubSpot (2 mars)")]
    public void Where_else_the_person_is_hot_comes_first_and_is_never_cut(Locale locale, string first)
    {
        var elsewhere = new Elsewhere("HubSpot", new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        LedgerEntry[] entries =
        [
            new("key", Part.Status, EntryKind.Status, new string('x', 300), 7) { OccurredAt = elsewhere.Since, Layer = "company" },
        ];

        var text = Reasons.Text(entries, new() { Parts = new(7, 0, 0), Entries = 1 }, StatusMode.Replace, locale, elsewhere);

        Assert.That(text, Does.StartWith($"{first}, xxx").And.EndsWith("…"));
        Assert.That(text, Has.Length.EqualTo(Reasons.MaxLength));
    }

    [Test]
    public void A_lead_without_points_has_no_reasons()
    {
        Assert.That(Text(), Is.Empty);
        Assert.That(Text(new TestLead(Some.Settings()).Status(Some.NotConverted)), Is.Empty);
    }
}
