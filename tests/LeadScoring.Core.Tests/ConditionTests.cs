using System.Text.RegularExpressions;
using LeadScoring.Core.Rules;

namespace LeadScoring.Core.Tests;

public sealed class ConditionTests
{
    static readonly Condition Industry = new("Industry");

    static Verdict Judge(Condition condition, string? value) => condition.Judge(Some.Profile((condition.Field, value)));

    [TestCase("Software", Verdict.Met)]
    [TestCase("software", Verdict.Unmet)]
    [TestCase("", Verdict.Unknown)]
    [TestCase(null, Verdict.Unknown)]
    public void Is_is_exactly_that_value(string? value, Verdict verdict)
    {
        Assert.That(Judge(Industry with { Is = "Software" }, value), Is.EqualTo(verdict));
    }

    [TestCase("Software", Verdict.Met, Verdict.Unmet)]
    [TestCase("Retail", Verdict.Unmet, Verdict.Met)]
    [TestCase(null, Verdict.Unknown, Verdict.Unknown)]
    public void In_is_one_of_the_values_and_not_in_is_none_of_them(string? value, Verdict within, Verdict without)
    {
        Assert.That(Judge(Industry with { In = Some.Set("Software", "Telecom") }, value), Is.EqualTo(within));
        Assert.That(Judge(Industry with { NotIn = Some.Set("Software", "Telecom") }, value), Is.EqualTo(without));
    }

    [TestCase("1000000", Verdict.Met, Verdict.Met)]
    [TestCase("1000000.01", Verdict.Met, Verdict.Unmet)]
    [TestCase("999999", Verdict.Unmet, Verdict.Met)]
    [TestCase("1E6", Verdict.Met, Verdict.Met)]
    [TestCase("much", Verdict.Unmet, Verdict.Unmet)]
    [TestCase(null, Verdict.Unknown, Verdict.Unknown)]
    public void S17_Limits_are_met_by_equal_numbers(string? value, Verdict least, Verdict most)
    {
        Assert.That(Judge(new("Revenue") { AtLeast = 1_000_000 }, value), Is.EqualTo(least));
        Assert.That(Judge(new("Revenue") { AtMost = 1_000_000 }, value), Is.EqualTo(most));
    }

    [TestCase("Sales Director", Verdict.Met)]
    [TestCase("Intern", Verdict.Unmet)]
    [TestCase(null, Verdict.Unknown)]
    public void Matches_is_a_pattern(string? value, Verdict verdict)
    {
        var pattern = new Regex("(?i)director|head of", RegexOptions.NonBacktracking);

        Assert.That(Judge(new("Title") { Matches = pattern }, value), Is.EqualTo(verdict));
    }

    [TestCase("x", Verdict.Unmet, Verdict.Met)]
    [TestCase("", Verdict.Met, Verdict.Unmet)]
    [TestCase(null, Verdict.Met, Verdict.Unmet)]
    public void Empty_is_never_unknown(string? value, Verdict empty, Verdict filled)
    {
        Assert.That(Judge(Industry with { Empty = true }, value), Is.EqualTo(empty));
        Assert.That(Judge(Industry with { Empty = false }, value), Is.EqualTo(filled));
    }

    [TestCase("1", "1", Verdict.Met, Verdict.Met)]
    [TestCase("1", "0", Verdict.Unmet, Verdict.Met)]
    [TestCase("1", null, Verdict.Unknown, Verdict.Met)]
    [TestCase("0", null, Verdict.Unmet, Verdict.Unknown)]
    [TestCase("0", "0", Verdict.Unmet, Verdict.Unmet)]
    [TestCase(null, null, Verdict.Unknown, Verdict.Unknown)]
    public void A_missing_value_makes_unknown_only_what_it_could_decide(string? a, string? b, Verdict all, Verdict any)
    {
        var profile = Some.Profile(("A", a), ("B", b));
        Condition[] tests = [new("A") { Is = "1" }, new("B") { Is = "1" }];

        Assert.That(new Conditions(All: true, tests).Judge(profile), Is.EqualTo(all));
        Assert.That(new Conditions(All: false, tests).Judge(profile), Is.EqualTo(any));
    }

    [Test]
    public void Fields_are_named_in_any_case()
    {
        Assert.That((Industry with { Is = "1" }).Judge(Some.Profile(("INDUSTRY", "1"))), Is.EqualTo(Verdict.Met));
    }

    [Test]
    public void Profiles_are_the_same_when_they_hold_the_same_values()
    {
        var profile = Some.Profile(("A", "1"), ("B", null));

        Assert.That(Some.Profile(("a", "1")), Is.EqualTo(profile));
        Assert.That(Some.Profile(("A", "2")), Is.Not.EqualTo(profile));
        Assert.That(Some.Profile(("A", "1"), ("B", "1")), Is.Not.EqualTo(profile));
    }
}
