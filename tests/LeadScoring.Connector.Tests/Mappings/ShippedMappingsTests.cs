using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Mappings;

namespace LeadScoring.Connector.Tests.Mappings;

public sealed class ShippedMappingsTests
{
    static readonly string folder = Path.Combine(TestSource.Top, "mappings");

    [TestCase("salesforce.yaml", CrmKind.Salesforce)]
    [TestCase("hubspot.yaml", CrmKind.HubSpot)]
    public void Accepts_(string name, CrmKind crm)
    {
        var reading = Read(name, crm);

        Assert.That(reading.Problems, Is.Empty);
        Assert.That(reading.File!.Crm, Is.EqualTo(crm));
    }

    [TestCase("salesforce.yaml", CrmKind.Salesforce)]
    [TestCase("hubspot.yaml", CrmKind.HubSpot)]
    public void Their_own_tests_pass(string name, CrmKind crm)
    {
        var results = MappingTestRunner.Run(Read(name, crm).File!);

        Assert.That(results.Select(result => result.Outcome), Is.All.EqualTo(MappingTestOutcome.Passed));
        Assert.That(results, Has.Count.EqualTo(3));
    }

    [Test]
    public void What_has_no_effect_yet_is_listed()
    {
        var salesforce = Read("salesforce.yaml", CrmKind.Salesforce).File!.NotInForce;
        var hubSpot = Read("hubspot.yaml", CrmKind.HubSpot).File!.NotInForce;

        Assert.That(salesforce.Where(key => !key.StartsWith("signals.", StringComparison.Ordinal)), Is.EqualTo(
        [
            "objects.Lead.writes.stage", "fit", "stages", "pressure", "on_hot.mail", "on_hot.notification", "on_hot.activity",
            "on_hot.not_when", "exceptions.users[0].signals.email_opened",
        ]));
        Assert.That(salesforce.Count(key => key.StartsWith("signals.", StringComparison.Ordinal)), Is.EqualTo(12));
        Assert.That(hubSpot.Where(key => !key.StartsWith("signals.", StringComparison.Ordinal)), Is.EqualTo(
            ["on_hot.mail", "on_hot.notification", "on_hot.activity", "on_hot.not_when"]));
    }

    [Test]
    public void Only_fields_in_force_are_read()
    {
        var lead = Read("salesforce.yaml", CrmKind.Salesforce).File!.Scopes[0];

        Assert.That(lead.Fields, Is.EquivalentTo(
            ["Status", "Hot_Lead__c", "Lead_Score__c", "Hot_Since__c", "Hot_Resets_At__c", "Hot_Reasons__c"]));
        Assert.That(lead.HotField, Is.EqualTo("Hot_Lead__c"));
    }

    [Test]
    public void The_schema_for_editors_is_up_to_date() =>
        Approved.Matches(Path.Combine(folder, "mapping.schema.json"), MappingSchema.Json());

    static MappingReading Read(string name, CrmKind crm) =>
        MappingReader.Read($"mappings/{name}", File.ReadAllText(Path.Combine(folder, name)), crm);
}
