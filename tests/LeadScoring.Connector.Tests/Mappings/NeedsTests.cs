using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Mappings;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Tests.Mappings;

/// <summary>What has to be read from the CRM follows from the rules of all layers.</summary>
public sealed class NeedsTests
{
    const string Two =
        """
        version: 1
        crm: salesforce
        objects:
          Lead:
            only: { all: [ { field: RecordType.DeveloperName, is: Inbound } ] }
            status: { field: Status, points: { Open: 4 } }
            writes: { hot: Hot_Lead__c }
          Contact:
            status: { field: Status__c, points: { New: 1 } }
            writes: { hot: Hot_Lead__c }
        scoring: { hot_at: 5 }

        """;

    [Test]
    public void Fields_are_read_of_the_objects_that_the_rules_are_for()
    {
        var (lead, contact) = Scopes(
            """
            signals:
              clicked: { on: field, field: Clicks__c, increases: true, points: 1, objects: [Lead] }
              gone: { on: field, field: HasOptedOutOfEmail, becomes: true, points: -1, interaction: false }
            fit:
              market: { points: 1, objects: [Lead], all: [ { field: Industry, is: Software }, { field: Title, empty: false } ] }
              title: { points: 1, any: [ { field: title, is: CEO } ] }
            """);

        Assert.That(lead.Watched, Is.EquivalentTo(["Clicks__c", "HasOptedOutOfEmail"]));
        Assert.That(lead.Profile, Is.EquivalentTo(["Industry", "Title", "RecordType.DeveloperName"]));
        Assert.That(contact.Watched, Is.EqualTo(["HasOptedOutOfEmail"]));
        Assert.That(contact.Profile, Is.EqualTo(["title"]));
        Assert.That(lead.Fields, Is.EqualTo(["Status", "Hot_Lead__c"]));
        Assert.That(lead.AllFields, Is.EqualTo(["Status", "Hot_Lead__c", .. lead.Watched, .. lead.Profile]));
    }

    [Test]
    public void An_exception_may_need_fields_of_its_own()
    {
        var (lead, contact) = Scopes(
            """
            signals:
              clicked: { on: field, field: Clicks__c, increases: true, points: 1, objects: [Lead] }
            sub_departments:
              - name: Inside
                members: Inside
                signals: { clicked: { field: Other_Clicks__c, objects: [Contact] } }
                users:
                  - user: kim@example.com
                    fit: { rating: { points: 1, objects: [Contact], all: [ { field: Rating, is: Hot } ] } }
            """);

        Assert.That(lead.Watched, Is.EquivalentTo(["Clicks__c", "Other_Clicks__c"]));
        Assert.That(contact.Watched, Is.EquivalentTo(["Clicks__c", "Other_Clicks__c"]));
        Assert.That(contact.Profile, Is.EqualTo(["Rating"]));
    }

    [TestCase("scoring: { hot_at: 6 }")]
    [TestCase("scoring: { hot_at: 6 }, signals: { clicked: { on: field, field: Clicks__c, changes: true, points: 1 } }")]
    public void No_activity_is_read_that_no_rule_asks_for(string layer)
    {
        var file = SomeMapping.File($"exceptions: {{ users: [ {{ user: kim@example.com, {layer} }} ] }}");

        Assert.That(file.Activities, Is.Null);
    }

    [TestCase("signals: { one: { on: meeting.booked, points: 1 } }", ActivityKind.MeetingBooked)]
    [TestCase("signals: { one: { on: campaign.responded, points: 1 } }", ActivityKind.CampaignResponded)]
    [TestCase("signals: { one: { on: call.inbound, points: 1 } }", ActivityKind.CallInbound, ActivityKind.CallOutbound)]
    [TestCase("signals: { one: { on: email.opened, points: 1 } }", ActivityKind.EmailOpened, ActivityKind.EmailSent)]
    [TestCase("pressure: { at_most: 5, within: 14d }", ActivityKind.CallOutbound, ActivityKind.EmailSent)]
    [TestCase("stages: { unresponsive: { after: 30d, approaches: 5 } }", ActivityKind.CallOutbound, ActivityKind.EmailSent)]
    [TestCase("exceptions: { users: [ { user: kim@example.com, pressure: { at_most: 5, within: 14d } } ] }", ActivityKind.CallOutbound, ActivityKind.EmailSent)]
    public void Approaches_are_read_where_they_count_or_come_with_what_is_read(string more, params ActivityKind[] kinds) =>
        Assert.That(SomeMapping.File(more).Activities!.Kinds, Is.EquivalentTo(kinds));

    [Test]
    public void Fields_that_signals_match_are_read_by_kind()
    {
        var scope = SomeMapping.File(
            """
            signals:
              demo: { on: meeting.booked, matching: { Type: Demo }, points: 10 }
              visit: { on: meeting.booked, matching: { type: Visit, Location: [Paris, Lyon] }, points: 5 }
              answered: { on: campaign.responded, matching: { Campaign.Type: White Paper }, points: 1 }
            exceptions:
              users: [ { user: kim@example.com, signals: { demo: { matching: { Subject: Demo } } } } ]
            """).Activities!;

        Assert.That(scope.Fields[ActivityKind.MeetingBooked], Is.EquivalentTo(["Type", "Location", "Subject"]));
        Assert.That(scope.Fields[ActivityKind.CampaignResponded], Is.EqualTo(["Campaign.Type"]));
        Assert.That(scope.Objects, Is.EqualTo(["Lead"]));
    }

    static (ObjectScope Lead, ObjectScope Contact) Scopes(string more)
    {
        var reading = MappingReader.Read("mapping.yaml", Two + more, CrmKind.Salesforce);
        Assert.That(reading.Problems, Is.Empty);
        return (reading.File!.Scopes[0], reading.File.Scopes[1]);
    }
}
