using System.Reflection;
using System.Text.RegularExpressions;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>docs/requirements.md lists what there is to require, and the tests that it names are there.</summary>
sealed partial class RequirementsListTests
{
    const string NotYet = "not in force yet";

    /// <summary>Of no CRM at all: it is about those that are not supported.</summary>
    static readonly Type[] Elsewhere = [typeof(UnsupportedCrmTests)];

    static readonly IReadOnlyList<Row> Rows =
    [
        .. Line().Matches(File.ReadAllText(Path.Combine(TestSource.Top, "docs", "requirements.md"))).Select(line =>
            new Row(line.Groups["number"].Value, line.Groups["class"].Value, line.Groups["test"].Value, line.Groups["not"].Success)),
    ];

    [Test]
    public void Every_requirement_is_listed_once_in_order()
    {
        var numbers = Enumerable.Range(1, 39).Select(number => $"R{number}").Concat(Enumerable.Range(1, 19).Select(number => $"S{number}"));

        Assert.That(Rows.Select(row => row.Number), Is.EqualTo(numbers));
    }

    [TestCaseSource(nameof(Rows))]
    public void What_is_in_force_has_a_test_that_names_it_and_runs_on_both_crms(Row row)
    {
        var name = $"{row.Number[0]}{int.Parse(row.Number[1..]):00}";
        if (row.IsNotYet)
        {
            Assert.That(Tests.Where(test => test.Split('_').Contains(name)), Is.Empty, $"{row.Number} is in force: its row must not say \"{NotYet}\".");
            return;
        }

        var fixture = FixtureOf(row);
        Assert.That(row.Test.Split('_'), Has.Member(name));
        Assert.That(fixture?.GetMethod(row.Test)?.GetCustomAttributes().Any(attribute => attribute is TestAttribute or TestCaseAttribute), Is.True);
        Assert.That(Plays(fixture).Select(play => play.Crm).Distinct().Count(), Is.EqualTo(Elsewhere.Contains(fixture) ? 0 : 2));
    }

    static IEnumerable<string> Tests =>
        typeof(RequirementsListTests).Assembly.GetTypes().SelectMany(type => type.GetMethods()).Select(method => method.Name);

    static Type? FixtureOf(Row row) => typeof(RequirementsListTests).Assembly.GetType($"{typeof(RequirementsListTests).Namespace}.{row.Class}");

    static IEnumerable<Play> Plays(Type? fixture) =>
        fixture?.GetCustomAttribute<TestFixtureSourceAttribute>() is { SourceName: { } name }
            ? (IEnumerable<Play>)typeof(Play).GetProperty(name)!.GetValue(null)! // a fixture of plays names one of its lists
            : [];

    [GeneratedRegex(@"^\| (?<number>[RS]\d+) \| [^|]+ \| (?<not>not in force yet: )?`(?<class>\w+)\.(?<test>\w+)` \|$", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Line();

    public sealed record Row(string Number, string Class, string Test, bool IsNotYet)
    {
        public override string ToString() => Number;
    }
}
