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

        Assert.That(results.SelectMany(result => result.Mismatches), Is.Empty);
        Assert.That(results, Has.Count.GreaterThan(5));
    }

    [Test]
    public void Every_key_of_theirs_is_in_force()
    {
        Assert.That(Read("salesforce.yaml", CrmKind.Salesforce).File!.NotInForce, Is.Empty);
        Assert.That(Read("hubspot.yaml", CrmKind.HubSpot).File!.NotInForce, Is.Empty);
    }

    [Test]
    public void What_is_read_of_a_record_follows_from_its_rules()
    {
        var scopes = Read("salesforce.yaml", CrmKind.Salesforce).File!.Scopes;

        Assert.That(scopes[0].Watched, Is.EquivalentTo(
        [
            "HasOptedOutOfEmail", "EmailBouncedDate", "Email_Link_Clicks__c", "SMS_Link_Clicks__c", "Proposal_Views__c", "Proposal_Seconds__c",
        ]));
        Assert.That(scopes[0].Profile, Is.EquivalentTo(["Industry", "AnnualRevenue", "Title"]));
        Assert.That(scopes[1].Watched, Is.EquivalentTo(["HasOptedOutOfEmail", "EmailBouncedDate"]));
        Assert.That(scopes[1].Profile, Is.EqualTo(["Title"]));
        Assert.That(scopes[1].Fields, Is.EquivalentTo(["Status__c", "Hot_Lead__c", "Lead_Score__c", "Hot_Since__c"]));
    }

    [TestCase("salesforce.yaml", CrmKind.Salesforce)]
    [TestCase("hubspot.yaml", CrmKind.HubSpot)]
    public void What_stands_in_comments_is_right_too(string name, CrmKind crm)
    {
        var lines = File.ReadAllLines(Path.Combine(folder, name));
        var exceptions = Array.IndexOf(lines, "# exceptions:");
        var text = string.Join('\n', lines.Select((line, index) =>
            index >= exceptions && line.StartsWith("#  ", StringComparison.Ordinal) ? line[2..]
            : line is "# exceptions:" or "# sub_departments:" ? line[2..]
            : line.Replace("# only:", "only:", StringComparison.Ordinal)));

        var reading = MappingReader.Read(name, text, crm);

        Assert.That(reading.Problems, Is.Empty);
        Assert.That(reading.File!.Model.Groups, Is.Not.Empty);
        Assert.That(reading.File.Model.Objects.Values.First().Only, Is.Not.Null);
    }

    [Test]
    public void The_schema_for_editors_is_up_to_date() =>
        Approved.Matches(Path.Combine(folder, "mapping.schema.json"), MappingSchema.Json());

    static MappingReading Read(string name, CrmKind crm) =>
        MappingReader.Read($"mappings/{name}", File.ReadAllText(Path.Combine(folder, name)), crm);
}
