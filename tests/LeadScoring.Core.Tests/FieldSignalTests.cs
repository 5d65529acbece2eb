using LeadScoring.Core.Rules;

namespace LeadScoring.Core.Tests;

public sealed class FieldSignalTests
{
    static decimal Score(SignalRules rules, string? before, string? now, string field = "Clicks") =>
        new TestLead(SomeRules.Signals(("it", rules))).Field(field, before, now).State.Parts.Behaviour;

    [TestCase(null, "a", 1)]
    [TestCase("a", "b", 1)]
    [TestCase("a", "a", 0)]
    [TestCase("a", "", 0)]
    [TestCase("a", null, 0)]
    public void Changes_is_a_new_value_that_is_not_empty(string? before, string? now, int points)
    {
        Assert.That(Score(SomeRules.OnField(FieldTestKind.Changes, 1), before, now), Is.EqualTo(points));
    }

    [TestCase(null, "1", 1)]
    [TestCase("1", "2", 1)]
    [TestCase("1", "9", 1)]
    [TestCase("2", "10.0", 1)]
    [TestCase("2", "2", 0)]
    [TestCase("2", "1", 0)]
    [TestCase(null, "0", 0)]
    [TestCase("2", null, 0)]
    [TestCase("2", "many", 0)]
    public void Increases_is_once_for_each_greater_number_seen(string? before, string? now, int points)
    {
        Assert.That(Score(SomeRules.OnField(FieldTestKind.Increases, 1), before, now), Is.EqualTo(points));
    }

    [TestCase(null, "1", 0)]
    [TestCase("1", "2", 4)]
    [TestCase("2", "3", 4)]
    [TestCase(null, "2", 4)]
    [TestCase("3", "2", 0)]
    public void S4_A_proposal_counts_from_the_second_view_on(string? before, string now, int points)
    {
        Assert.That(Score(SomeRules.OnField(FieldTestKind.Increases, 4) with { From = 2 }, before, now), Is.EqualTo(points));
    }

    [TestCase(null, "30", 3)]
    [TestCase("29", "30", 3)]
    [TestCase("29", "29.9", 0)]
    [TestCase("10", "45", 3)]
    [TestCase("30", "45", 0)]
    [TestCase("45", "12", 0)]
    [TestCase("45", null, 0)]
    public void S5_Reaches_is_once_for_each_crossing_upwards(string? before, string? now, int points)
    {
        Assert.That(Score(SomeRules.OnField(FieldTestKind.Reaches, 3, number: 30), before, now), Is.EqualTo(points));
    }

    [Test]
    public void S5_Reaching_it_a_second_time_counts_again()
    {
        var lead = new TestLead(SomeRules.Signals(("read", SomeRules.OnField(FieldTestKind.Reaches, 3, number: 30))));

        lead.Field("Clicks", "0", "30").Field("Clicks", "30", "5", Some.Noon.AddSeconds(1)).Field("Clicks", "5", "30", Some.Noon.AddSeconds(2));

        Assert.That(lead.State.Parts.Behaviour, Is.EqualTo(6));
    }

    [TestCase("false", "true", -5)]
    [TestCase(null, "true", -5)]
    [TestCase("true", "true", 0)]
    [TestCase("true", "false", 0)]
    [TestCase("false", "TRUE", 0)]
    public void R20_Becomes_is_that_value_and_not_before(string? before, string now, int points)
    {
        Assert.That(Score(SomeRules.OnField(FieldTestKind.Becomes, -5, "true"), before, now), Is.EqualTo(points));
    }

    [TestCase("5.0", "5", 0)]
    [TestCase("4", "5.0", 1)]
    public void Numbers_are_the_same_however_they_are_written(string before, string now, int points)
    {
        Assert.That(Score(SomeRules.OnField(FieldTestKind.Becomes, 1, "5"), before, now), Is.EqualTo(points));
    }

    [TestCase("clicks", 1)]
    [TestCase("CLICKS", 1)]
    [TestCase("Opens", 0)]
    public void Fields_are_named_in_any_case(string field, int points)
    {
        Assert.That(Score(SomeRules.OnField(FieldTestKind.Changes, 1), null, "a", field), Is.EqualTo(points));
    }

    [Test]
    public void S6_Every_change_of_a_field_scores_and_says_what_it_is_about()
    {
        var lead = new TestLead(SomeRules.Signals(("email_clicked", SomeRules.OnField(FieldTestKind.Increases, 2))));

        lead.Field("Clicks", "0", "1").After(Some.Days(1)).Field("Clicks", "1", "2");

        Assert.That(lead.State.Parts.Behaviour, Is.EqualTo(4));
        Assert.That(lead.Entries.Select(entry => entry.About), Is.Unique.And.All.Not.Null);
        Assert.That(Reasons.Text(lead.Entries, lead.State, StatusMode.Replace, Locale.En), Is.EqualTo("email clicked +4 (3 Mar)"));
    }
}
