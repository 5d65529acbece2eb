using LeadScoring.Connector.Checks;
using LeadScoring.Connector.Tests.Crm;
using LeadScoring.Connector.Tests.Mappings;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Tests.Checks;

public sealed class GroupCheckTests
{
    static readonly Owner Ada = Owner("ada@example.com", new(MembershipKind.Role, "SDR"), new(MembershipKind.Group, "EMEA"));

    static readonly Owner Emmy = Owner("emmy@example.com", new Membership(MembershipKind.Group, "SDR"));

    [TestCase("exceptions: { groups: [ { group: EMEA SRD, scoring: { hot_at: 8 } } ] }", "EMEA SRD")]
    [TestCase("exceptions: { groups: [ { group: { queue: EMEA }, scoring: { hot_at: 8 } } ] }", "queue EMEA")]
    [TestCase("sub_departments: [ { name: Inside, members: { role: Insiders }, scoring: { hot_at: 8 } } ]", "role Insiders")]
    public void A_name_that_no_owner_belongs_to_is_told(string mapping, string name)
    {
        var found = Of(mapping, Ada, Emmy).Single();

        Assert.That((found.Code, found.Severity), Is.EqualTo(("group_unknown", FindingSeverity.Warning)));
        Assert.That(found.Message, Does.Contain($"\"{name}\""));
        Assert.That(found.Remedy, Is.Not.Empty);
    }

    [TestCase("exceptions: { users: [ { user: jane@example.com, scoring: { hot_at: 8 } } ] }")]
    [TestCase("exceptions: { groups: [ { group: { users: [ jane@example.com, ada@example.com ] }, scoring: { hot_at: 8 } } ] }")]
    [TestCase("sub_departments: [ { name: Inside, members: EMEA, users: [ { user: jane@example.com, scoring: { hot_at: 8 } } ] } ]")]
    public void An_address_that_no_owner_has_is_told(string mapping)
    {
        var found = Of(mapping, Ada, Emmy).Single();

        Assert.That((found.Code, found.Severity), Is.EqualTo(("user_unknown", FindingSeverity.Warning)));
        Assert.That(found.Message, Does.Contain("\"jane@example.com\"").And.Not.Contain("ada@example.com"));
    }

    [Test]
    public void A_bare_name_of_two_kinds_is_an_error_that_names_them()
    {
        var found = Of("exceptions: { groups: [ { group: sdr, scoring: { hot_at: 8 } } ] }", Ada, Emmy).Single();

        Assert.That((found.Code, found.Severity), Is.EqualTo(("group_ambiguous", FindingSeverity.Error)));
        Assert.That(found.Message, Does.Contain("\"sdr\"").And.Contain("role").And.Contain("public group"));
        Assert.That(found.Remedy, Does.Contain("{ role: sdr }"));
    }

    [TestCase("role")]
    [TestCase("group")]
    public void A_name_that_says_its_kind_is_none(string kind) =>
        Assert.That(Of($"exceptions: {{ groups: [ {{ group: {{ {kind}: SDR }}, scoring: {{ hot_at: 8 }} }} ] }}", Ada, Emmy), Is.Empty);

    [TestCase("exceptions: { groups: [ { group: EMEA, scoring: { hot_at: 8 } }, { group: { role: SDR }, scoring: { hot_at: 9 } } ] }")]
    [TestCase("sub_departments: [ { name: Inside, members: EMEA }, { name: Field, members: { users: [ ada@example.com ] } } ]")]
    public void Owners_whom_two_of_one_layer_hold_are_named(string mapping)
    {
        var found = Of(mapping, Ada, Emmy).Single();

        Assert.That((found.Code, found.Severity), Is.EqualTo(("groups_overlap", FindingSeverity.Warning)));
        Assert.That(found.Message, Does.Contain("ada@example.com").And.Not.Contain("emmy@example.com"));
    }

    [Test]
    public void A_group_and_a_sub_department_may_hold_the_same_owner()
    {
        const string Mapping =
            """
            exceptions: { groups: [ { group: EMEA, scoring: { hot_at: 8 } } ] }
            sub_departments: [ { name: Inside, members: { role: SDR } } ]
            """;

        Assert.That(Of(Mapping, Ada), Is.Empty);
    }

    [Test]
    public void Who_has_left_overlaps_with_nobody()
    {
        var mapping = "exceptions: { groups: [ { group: EMEA, scoring: { hot_at: 8 } }, { group: { role: SDR }, scoring: { hot_at: 9 } } ] }";

        Assert.That(Of(mapping, Ada with { Active = false }), Is.Empty);
    }

    [Test]
    public void A_name_of_a_kind_that_could_not_be_read_is_not_called_unknown()
    {
        var model = SomeMapping.File("exceptions: { groups: [ { group: { role: Insiders }, scoring: { hot_at: 8 } }, { group: { queue: None }, scoring: { hot_at: 8 } } ] }").Model;
        var check = new GroupCheck(SomeCrm.SalesforceOptions("http://127.0.0.1"), model, [Ada]) { Unread = new HashSet<MembershipKind> { MembershipKind.Role } };

        Assert.That(check.Findings().Select(found => found.Message), Has.Exactly(1).Items.And.All.Contain("queue None"));
    }

    static List<Finding> Of(string mapping, params Owner[] owners) =>
        [.. new GroupCheck(SomeCrm.SalesforceOptions("http://127.0.0.1"), SomeMapping.File(mapping).Model, owners).Findings()];

    static Owner Owner(string address, params Membership[] memberships) => new(address)
    {
        Email = address,
        Memberships = memberships.ToHashSet(),
    };
}
