using LeadScoring.Sandbox;
using LeadScoring.Sandbox.Salesforce;
using NUnit.Framework;

namespace LeadScoring.Connector.Tests.Sandboxes;

public class SoqlTests
{
    static readonly DateTimeOffset Noon = StoppedClock.Noon;

    SalesforceOrg org = new(new StoppedClock());

    [SetUp]
    public void PutThreeLeadsInTheOrg()
    {
        org = new World(new StoppedClock()).Salesforce;
        Lead("Ann", "Open - Not Contacted", 500, Noon);
        Lead("Bob", "Working - Contacted", null, Noon);
        Lead("O'Hara_1", "Working - Contacted", 900, Noon.AddSeconds(1));
    }

    [TestCase("LastName = 'ann'", "Ann")]
    [TestCase("LastName != 'Ann'", "Bob O'Hara_1")]
    [TestCase("LastName IN ('Ann', 'Bob')", "Ann Bob")]
    [TestCase("LastName NOT IN ('Ann', 'Bob')", "O'Hara_1")]
    [TestCase("LastName LIKE 'B%'", "Bob")]
    [TestCase(@"LastName LIKE '%\_1'", "O'Hara_1")]
    [TestCase(@"LastName = 'O\'Hara_1'", "O'Hara_1")]
    [TestCase("AnnualRevenue > 500", "O'Hara_1")]
    [TestCase("AnnualRevenue >= 500", "Ann O'Hara_1")]
    [TestCase("AnnualRevenue < 1000", "Ann O'Hara_1")]
    [TestCase("AnnualRevenue = null", "Bob")]
    [TestCase("AnnualRevenue != null", "Ann O'Hara_1")]
    [TestCase("Hot_Lead__c = false AND LastName = 'Bob'", "Bob")]
    [TestCase("LastName = 'Ann' OR (LastName = 'Bob' AND AnnualRevenue = null)", "Ann Bob")]
    [TestCase("NOT (LastName = 'Ann' OR LastName = 'Bob')", "O'Hara_1")]
    [TestCase("SystemModstamp > 2026-03-02T12:00:00Z", "O'Hara_1")]
    [TestCase("SystemModstamp <= 2026-03-02T13:00:00+01:00", "Ann Bob")]
    [TestCase("SystemModstamp >= 2026-03-02T12:00:00.000Z AND SystemModstamp < 2026-03-02T12:00:01Z", "Ann Bob")]
    [TestCase("CreatedDate = TODAY", "Ann Bob O'Hara_1")]
    [TestCase("CreatedDate = YESTERDAY", "")]
    [TestCase("Owner.Name = 'Lead Scoring'", "Ann Bob O'Hara_1")]
    [TestCase("OwnerId IN (SELECT Id FROM User WHERE Name = 'Sam Okafor')", "")]
    public void A_condition_finds_the_leads_it_describes(string condition, string expected)
    {
        var found = org.Ids($"SELECT Id FROM Lead WHERE {condition} ORDER BY SystemModstamp, Id").Select(Name);

        Assert.That(string.Join(' ', found), Is.EqualTo(expected));
    }

    [TestCase("AnnualRevenue", "Bob Ann O'Hara_1")]
    [TestCase("AnnualRevenue ASC NULLS LAST", "Ann O'Hara_1 Bob")]
    [TestCase("AnnualRevenue DESC NULLS LAST", "O'Hara_1 Ann Bob")]
    [TestCase("Status DESC, LastName DESC", "O'Hara_1 Bob Ann")]
    [TestCase("SystemModstamp, Id LIMIT 2", "Ann Bob")]
    [TestCase("SystemModstamp, Id LIMIT 2 OFFSET 1", "Bob O'Hara_1")]
    public void An_order_is_kept(string order, string expected)
    {
        var found = org.Ids($"SELECT Id FROM Lead ORDER BY {order}").Select(Name);

        Assert.That(string.Join(' ', found), Is.EqualTo(expected));
    }

    [Test]
    public void A_keyset_resumes_among_equal_stamps()
    {
        var ann = org.Ids("SELECT Id FROM Lead WHERE LastName = 'Ann'")[0];

        var rest = org.Ids($"SELECT Id FROM Lead WHERE (SystemModstamp > 2026-03-02T12:00:00Z) OR (SystemModstamp = 2026-03-02T12:00:00Z AND Id > '{ann}') ORDER BY SystemModstamp, Id");

        Assert.That(rest.Select(Name), Is.EqualTo(["Bob", "O'Hara_1"]));
    }

    [Test]
    public void Archived_activities_are_left_out()
    {
        var (old, recent) = (Org("Task"), Org("Task"));
        org.Archive("Task", old);

        Assert.That(org.Ids("SELECT Id FROM Task"), Is.EqualTo([recent]));
    }

    [Test]
    public void A_task_is_completed_by_its_status()
    {
        var task = Org("Task");
        org.SetField("Task", task, "Status", "Completed", Noon.AddHours(1));
        var closed = (org.Get("Task", task, "IsClosed"), org.Get("Task", task, "CompletedDateTime"));
        org.SetField("Task", task, "Status", "Not Started");

        Assert.That(closed, Is.EqualTo(((object)true, (object)Noon.AddHours(1))));
        Assert.That(org.Get("Task", task, "CompletedDateTime"), Is.Null);
    }

    [Test]
    public void Fifteen_characters_name_the_same_record()
    {
        var id = org.Ids("SELECT Id FROM Lead WHERE LastName = 'Bob'")[0];

        Assert.That(org.Ids($"SELECT Id FROM Lead WHERE Id = '{id[..15]}'"), Is.EqualTo([id]));
    }

    [TestCase("SELECT Id FRM Lead", "unexpected token: 'FRM'")]
    [TestCase("SELECT Id FROM Lead WHERE Status 'a'", "unexpected token: 'a'")]
    [TestCase("SELECT Id FROM Lead WHERE (Status = 'a'", "unexpected token: '<EOF>'")]
    [TestCase("SELECT Id FROM Lead WHERE Title = 'a' AND Title = 'b' OR Title = 'c'", "unexpected token: 'OR'")]
    [TestCase("SELECT Id FROM Lead WHERE Title = 'open", "unexpected end of string literal")]
    [TestCase("SELECT Nowhere__c FROM Lead", "No such column 'Nowhere__c' on entity 'Lead'")]
    [TestCase("SELECT Id FROM Nothing", "sObject type 'Nothing' is not supported")]
    [TestCase("SELECT Id FROM Lead WHERE SystemModstamp > '2026-03-02T12:00:00Z'", "must be of type dateTime and should not be enclosed in quotes")]
    [TestCase("SELECT Id FROM Lead WHERE SystemModstamp > 2026-03-02", "must be of type dateTime")]
    [TestCase("SELECT Id FROM Lead WHERE Hot_Lead__c = 'true'", "must be of type boolean")]
    [TestCase("SELECT Id FROM Lead WHERE Id = 'nonsense'", "invalid ID field: nonsense")]
    [TestCase("SELECT Id FROM LeadHistory WHERE NewValue = 'x'", "can not be filtered")]
    [TestCase("SELECT Id, (SELECT Id FROM Nothings) FROM EmailMessage", "Didn't understand relationship 'Nothings' in FROM part of query call")]
    [TestCase("SELECT Id, (SELECT Nowhere FROM EmailMessageRelations) FROM EmailMessage", "No such column 'Nowhere'")]
    [TestCase("SELECT Id, (SELECT Id FROM EmailMessageRelations FROM EmailMessage", "unexpected token: 'FROM'")]
    [TestCase("SELECT Id FROM EmailMessage WHERE ActivityId IN (SELECT Id FROM Task)", "not supported for semi join")]
    [TestCase("SELECT QualifiedApiName FROM FieldDefinition", "A filter on a reified column is required")]
    public void A_query_with_a_mistake_is_refused(string soql, string expected) =>
        Assert.That(() => org.Ids(soql), Throws.Exception.With.Message.Contain(expected));

    string Name(string id) => org.Get("Lead", id, "LastName") as string ?? "";

    string Org(string type) => org.Create(type, new Dictionary<string, object?> { ["Subject"] = "Call" });

    void Lead(string name, string status, int? revenue, DateTimeOffset at) => org.Create("Lead", new Dictionary<string, object?>
    {
        ["LastName"] = name,
        ["Company"] = "Example",
        ["Status"] = status,
        ["AnnualRevenue"] = revenue,
    }, at);
}
