using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Mappings;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Tests.Mappings;

public sealed class MappingReaderTests
{
    [Test]
    public void Accepts_on_as_a_key_and_No_as_a_status()
    {
        const string text =
            """
            version: 1
            crm: hubspot
            objects:
              contacts:
                status: { field: reply, points: { No: 1, yes: 2, on: 3, 2026: 4 } }
                writes: { hot: hot_lead }
            signals:
              called: { on: call.inbound, points: 1 }
            scoring: { hot_at: 5 }
            """;

        var reading = MappingReader.Read("mapping.yaml", text, CrmKind.HubSpot);

        Assert.That(reading.Problems, Is.Empty);
        Assert.That(reading.File!.Model.Objects["contacts"].Status.Points.Keys, Is.EquivalentTo(["No", "yes", "on", "2026"]));
    }

    [TestCase("0s", 0)]
    [TestCase("30s", 30)]
    [TestCase("15m", 900)]
    [TestCase("12h", 43_200)]
    [TestCase("10d", 864_000)]
    public void Accepts_durations(string written, int seconds)
    {
        var file = SomeMapping.File(scoring: $"scoring: {{ hot_at: 5, minimum_hold: {written} }}");

        Assert.That(file.Model.Company.Scoring.MinimumHold, Is.EqualTo(TimeSpan.FromSeconds(seconds)));
    }

    [TestCase("10")]
    [TestCase("d")]
    [TestCase("-1d")]
    [TestCase("1.5h")]
    [TestCase("10D")]
    [TestCase("99999999d")]
    public void Rejects_other_durations(string written)
    {
        var reading = SomeMapping.Read(scoring: $"scoring: {{ hot_at: 5, cool_down: {written} }}");

        Assert.That(reading.Problems.Single().Key, Is.EqualTo("scoring.cool_down"));
    }

    [TestCase("5", "5")]
    [TestCase("+2", "2")]
    [TestCase("0.0001", "0.0001")]
    public void Accepts_decimals_of_four_places(string written, decimal points)
    {
        var file = SomeMapping.File(scoring: $"scoring: {{ hot_at: {written} }}");

        Assert.That(file.Model.Company.Scoring.HotAt, Is.EqualTo(points));
    }

    [TestCase("1e3")]
    [TestCase("0x10")]
    [TestCase(".5")]
    [TestCase("1_000")]
    [TestCase("'5'")]
    [TestCase("five")]
    [TestCase("1000001")]
    public void Rejects_other_numbers(string written)
    {
        var reading = SomeMapping.Read(scoring: $"scoring: {{ hot_at: {written} }}");

        Assert.That(reading.Problems.Single().Key, Is.EqualTo("scoring.hot_at"));
    }

    [Test]
    public void Never_and_none_are_stated_values()
    {
        var scoring = SomeMapping.File(scoring: "scoring: { hot_at: 5, reset_after: never, floor: none }").Model.Company.Scoring;

        Assert.That(scoring.ResetAfter, Is.EqualTo(new Given<TimeSpan?>(null)));
        Assert.That(scoring.Floor, Is.EqualTo(new Given<decimal?>(null)));
    }

    [Test]
    public void Layers_are_named_after_whom_they_are_for()
    {
        var model = SomeMapping.File(
            """
            exceptions:
              groups: [ { group: EMEA, scoring: { hot_at: 8 } } ]
              users: [ { user: jane@example.com, objects: { Lead: { status: { points: { Open: 6 } } } } } ]
            sub_departments:
              - { name: Inside, members: { role: Inside Sales }, users: [ { user: sam@example.com } ] }
            """).Model;

        var department = model.SubDepartments.Single();
        Assert.That(model.Groups.Single().Rules.Name, Is.EqualTo("group EMEA"));
        Assert.That(model.Users.Single().Rules.Name, Is.EqualTo("user jane@example.com"));
        Assert.That(model.Users.Single().Rules.StatusPoints["Lead"]["Open"], Is.EqualTo(6));
        Assert.That(department.Rules.Name, Is.EqualTo("sub-department Inside"));
        Assert.That(department.Users.Single().Rules.Name, Is.EqualTo("sub-department Inside, user sam@example.com"));
        Assert.That(department.Members, Is.EqualTo(new MemberSelector(MembershipKind.Role, "Inside Sales")));
    }

    [Test]
    public void Listed_users_are_members_whatever_their_case()
    {
        var model = SomeMapping.File("exceptions: { groups: [ { group: { users: [kim@example.com] }, scoring: { hot_at: 8 } } ] }").Model;

        Assert.That(model.Groups.Single().Members.Matches(new Owner("1") { Email = "Kim@Example.com" }), Is.True);
        Assert.That(model.Groups.Single().Members.Matches(new Owner("2") { Email = "sam@example.com" }), Is.False);
    }

    [Test]
    public void The_same_text_has_the_same_hash()
    {
        Assert.That(SomeMapping.File().Hash, Is.EqualTo(SomeMapping.File().Model.Hash));
        Assert.That(SomeMapping.File().Hash, Is.Not.EqualTo(SomeMapping.File("locale: fr").Hash));
    }

    [Test]
    public void Rejects_a_file_larger_than_a_megabyte()
    {
        var reading = SomeMapping.Read("#" + new string('x', 1024 * 1024));

        Assert.That(reading.Problems.Single().Message, Does.StartWith("the file is larger than 1 MB"));
    }

    [Test]
    public void Rejects_nesting_without_end()
    {
        var reading = MappingReader.Read("mapping.yaml", new string('[', 10_000), crm: null);

        Assert.That(reading.Problems.Single().Message, Does.StartWith("no valid YAML"));
    }

    [Test]
    public void Rejects_a_key_that_is_no_text()
    {
        var reading = MappingReader.Read("mapping.yaml", "? [version, crm]\n: 1\n", crm: null);

        Assert.That(reading.Problems.Single().Message, Does.StartWith("no valid YAML"));
    }
}
