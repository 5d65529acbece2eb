using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Tests.Mappings;

/// <summary>What exceptions say of signals, fit, stages and pressure; what they leave out is inherited key by key.</summary>
public sealed class LayeredRulesTests
{
    const string Company =
        """
        signals:
          opened: { on: email.opened, points: 1, at_most: { times: 3, within: 1d }, lasts: 90d }
          read: { on: field, field: Seconds__c, reaches: 30, points: 3 }
        fit:
          market: { points: 2, all: [ { field: Industry, is: Software } ] }
        stages: { prospect_when: fit, unresponsive: { after: 30d, approaches: 5 } }
        pressure: { at_most: 5, within: 14d }

        """;

    static readonly Owner Kim = new("1") { Email = "kim@example.com", Memberships = new HashSet<Membership> { new(MembershipKind.Role, "EMEA") } };

    [Test]
    public void A_key_that_is_left_out_is_inherited()
    {
        var signal = Settings("exceptions: { groups: [ { group: EMEA, signals: { opened: { points: 4 } } } ] }").Signals["opened"];

        Assert.That(signal.Points, Is.EqualTo(new Layered<decimal>(4, "group EMEA")));
        Assert.That(signal.AtMost.Layer, Is.EqualTo("company"));
        Assert.That(signal.Lasts, Is.EqualTo(new Layered<TimeSpan?>(TimeSpan.FromDays(90), "company")));
    }

    [Test]
    public void An_exception_may_take_a_limit_away()
    {
        var signal = Settings("exceptions: { users: [ { user: kim@example.com, signals: { opened: { lasts: never } } } ] }").Signals["opened"];

        Assert.That(signal.Lasts, Is.EqualTo(new Layered<TimeSpan?>(null, "user kim@example.com")));
    }

    [Test]
    public void An_exception_may_test_a_field_otherwise()
    {
        var signal = Settings("exceptions: { groups: [ { group: EMEA, signals: { read: { increases: true, from: 2 } } } ] }").Signals["read"];

        Assert.That((signal.Field.Value, signal.Test.Value.Kind, signal.From.Value), Is.EqualTo(("Seconds__c", FieldTestKind.Increases, (decimal?)2)));
    }

    [Test]
    public void An_exception_may_bring_signals_and_criteria_of_its_own()
    {
        const string more =
            """
            exceptions:
              groups:
                - group: EMEA
                  signals: { demo: { on: meeting.booked, points: 10 } }
                  fit: { title: { points: 1, any: [ { field: Title, is: CEO } ] } }
            """;

        Assert.That(Settings(more).Signals.Keys, Is.EquivalentTo(["opened", "read", "demo"]));
        Assert.That(Settings(more).Fit.Select(criterion => criterion.Name), Is.EqualTo(["market", "title"]));
        Assert.That(Settings(more, owner: null).Signals.Keys, Is.EquivalentTo(["opened", "read"]));
    }

    [Test]
    public void A_user_of_a_sub_department_changes_what_the_sub_department_brought()
    {
        var demo = Settings(
            """
            sub_departments:
              - name: Inside
                members: EMEA
                signals: { demo: { on: meeting.booked, points: 10 } }
                users: [ { user: kim@example.com, signals: { demo: { points: 12 } } } ]
            """).Signals["demo"];

        Assert.That((demo.On.Layer, demo.Points.Value), Is.EqualTo(("sub-department Inside", 12m)));
    }

    [Test]
    public void Half_of_stages_and_pressure_may_differ()
    {
        var settings = Settings(
            """
            exceptions:
              groups:
                - { group: EMEA, stages: { unresponsive: { after: 10d } }, pressure: { at_most: 2 }, fit: { market: { points: 5 } } }
            """);

        Assert.That((settings.UnresponsiveAfter.Value, settings.UnresponsiveApproaches.Value), Is.EqualTo(((TimeSpan?)TimeSpan.FromDays(10), (int?)5)));
        Assert.That((settings.PressureAtMost.Value, settings.PressureWithin.Layer), Is.EqualTo(((int?)2, "company")));
        Assert.That((settings.Fit.Single().Points.Value, settings.Fit.Single().When.Layer), Is.EqualTo((5m, "company")));
    }

    static Settings Settings(string more) => Settings(more, Kim);

    static Settings Settings(string more, Owner? owner) => new SettingsBook(SomeMapping.File(Company + more).Model).For("Lead", owner);
}
