using System.Net;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Tests.Crm;

namespace LeadScoring.Connector.Tests.Salesforce;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
sealed class SalesforceFieldsTests : IDisposable
{
    const string Fields =
        """
        {"fields":[{"name":"Status","type":"picklist","length":255,"updateable":true,"picklistValues":[{"value":"Open","active":true},{"value":"Old","active":false}]},
        {"name":"Hot_Lead__c","type":"boolean","updateable":true},{"name":"Lead_Score__c","type":"double","scale":1,"updateable":true},
        {"name":"Company","type":"string","length":80,"updateable":false}]}
        """;

    readonly FakeClock clock = new(SomeCrm.Noon);
    readonly FakeNetwork network;

    public SalesforceFieldsTests() => network = new(clock);

    public void Dispose() => network.Dispose();

    [Test]
    public async Task Fields_have_types_lengths_and_choices()
    {
        network.Answer(Fields).Answer("""{"records":[]}""").Answer("""{"records":[]}""").Answer("""{"records":[]}""");

        var described = await DescribeAsync();

        Assert.That(described.Fields["status"].Type, Is.EqualTo(FieldType.Choice));
        Assert.That(described.Fields["status"].Choices, Is.EqualTo(["Open", "Old"]));
        Assert.That(described.Fields["Lead_Score__c"].Scale, Is.EqualTo(1));
        Assert.That((described.Fields["Company"].Length, described.Fields["Company"].Writable), Is.EqualTo((80, false)));
    }

    [Test]
    public async Task The_definition_tells_what_is_tracked()
    {
        network.Answer(Fields).Answer("""{"records":[{"QualifiedApiName":"Status","IsFieldHistoryTracked":true},{"QualifiedApiName":"Hot_Lead__c","IsFieldHistoryTracked":false}]}""");

        var described = await DescribeAsync();

        Assert.That(network.Calls[1].Path, Is.EqualTo("/services/data/v67.0/tooling/query"));
        Assert.That(described.Tracked, Is.EqualTo(["Status"]));
    }

    [TestCase(HttpStatusCode.BadRequest)]
    [TestCase(HttpStatusCode.Forbidden)]
    [TestCase(HttpStatusCode.NotFound)]
    public async Task Where_definitions_are_hidden_a_history_row_is_proof(HttpStatusCode status)
    {
        network
            .Answer(Fields)
            .Answer("""[{"errorCode":"INVALID_TYPE","message":"not for you"}]""", status)
            .Answer("""{"records":[{"Field":"Status"}]}""")
            .Answer("""{"records":[]}""");

        var described = await DescribeAsync();

        Assert.That(network.Calls[2].Query, Is.EqualTo("SELECT Field FROM LeadHistory WHERE Field IN ('Hot_Lead__c','Status') LIMIT 1"));
        Assert.That(network.Calls[3].Query, Is.EqualTo("SELECT Field FROM LeadHistory WHERE Field IN ('Hot_Lead__c') LIMIT 1"));
        Assert.That(described.Tracked, Is.EqualTo(["Status"]));
    }

    [Test]
    public async Task Where_definitions_say_nothing_of_a_field_a_history_row_is_proof()
    {
        network.Answer(Fields).Answer("""{"records":[]}""").Answer("""{"records":[{"Field":"Status"}]}""").Answer("""{"records":[]}""");

        var described = await DescribeAsync();

        Assert.That(described.Tracked, Is.EqualTo(["Status"]));
    }

    [Test]
    public async Task Where_there_is_no_history_to_read_either_nothing_is_tracked_and_nothing_left_open()
    {
        network
            .Answer(Fields)
            .Answer("""{"records":[]}""")
            .Answer("""[{"errorCode":"INVALID_TYPE","message":"sObject type 'LeadHistory' is not supported."}]""", HttpStatusCode.BadRequest);

        var described = await DescribeAsync();

        Assert.That(described.Tracked.Concat(described.Untold), Is.Empty);
    }

    [Test]
    public async Task What_a_description_leaves_out_is_not_taken_for_no()
    {
        network
            .Answer(
                """
                {"fields":[{"name":"Status"},{"name":"Hot_Lead__c","type":"boolean"},{"name":"Lead_Score__c","type":"double","length":null},
                {"name":"Sum__c","type":"double","calculated":true},{"name":"Company","type":null},{"type":"string"},{"name":null}]}
                """)
            .Answer("""{"records":[]}""").Answer("""{"records":[]}""");

        var described = await DescribeAsync();

        Assert.That(
            described.Fields.Values.Where(field => field.Writable).Select(field => field.Name),
            Is.EquivalentTo(["Status", "Hot_Lead__c", "Lead_Score__c", "Company"]));
        Assert.That((described.Fields["Lead_Score__c"].Scale, described.Fields["Company"].Length), Is.EqualTo(((int?)null, 0)));
    }

    [Test]
    public async Task An_unknown_object_is_told_from_a_retired_version()
    {
        network
            .Answer("""[{"errorCode":"NOT_FOUND","message":"The requested resource does not exist"}]""", HttpStatusCode.NotFound)
            .Answer("""[{"errorCode":"INVALID_TYPE","message":"sObject type 'Lead' is not supported."}]""", HttpStatusCode.BadRequest);

        var failure = await Assert.ThrowsAsync<CrmException>(() => DescribeAsync());

        Assert.That((failure?.Failure, failure?.Code), Is.EqualTo((CrmFailure.Rejected, "INVALID_TYPE")));
    }

    [Test]
    public async Task It_is_asked_of_watched_fields_whether_they_are_tracked()
    {
        network.Answer(Fields).Answer("""{"records":[{"QualifiedApiName":"Company","IsFieldHistoryTracked":true}]}""").Answer("""{"records":[]}""").Answer("""{"records":[]}""");

        var described = await DescribeAsync(SomeCrm.Lead with { Watched = ["company", "Unknown__c"] });

        Assert.That(network.Calls[1].Query, Does.EndWith("AND QualifiedApiName IN ('Status','Hot_Lead__c','Company')"));
        Assert.That(described.Tracked, Is.EqualTo(["Company"]));
    }

    [Test]
    public async Task Fields_of_a_related_record_are_looked_up_where_the_relationship_leads()
    {
        network
            .Answer(Related)
            .Answer("""{"fields":[{"name":"DeveloperName","type":"string","length":80,"updateable":true},{"name":"IsActive","type":"boolean"}]}""")
            .Answer("""{"records":[{"QualifiedApiName":"Status","IsFieldHistoryTracked":true}]}""");

        var described = await DescribeAsync(SomeCrm.Lead with
        {
            Profile = ["Industry", "recordtype.developername", "RecordType.IsActive", "RecordType.Colour__c", "Account.Name"],
        });

        Assert.That(network.Calls[1].Path, Is.EqualTo("/services/data/v67.0/sobjects/RecordType/describe"));
        Assert.That(described.Fields.Keys, Is.EquivalentTo(["Status", "RecordTypeId", "OwnerId", "recordtype.developername", "RecordType.IsActive"]));
        Assert.That(described.Fields["RecordType.DeveloperName"].Writable, Is.False);
        Assert.That(described.Fields["RecordType.IsActive"].Type, Is.EqualTo(FieldType.Flag));
    }

    [Test]
    public async Task Where_a_relationship_leads_to_several_objects_only_the_query_can_tell()
    {
        network.Answer(Related).Answer("""{"records":[{"QualifiedApiName":"Status","IsFieldHistoryTracked":true}]}""");

        var described = await DescribeAsync(SomeCrm.Lead with { Profile = ["Owner.Name"] });

        Assert.That(described.Fields.Keys, Does.Contain("Owner.Name"));
    }

    [Test]
    public async Task A_related_object_that_may_not_be_seen_has_no_fields()
    {
        network
            .Answer(Related)
            .Answer("""[{"errorCode":"NOT_FOUND","message":"The requested resource does not exist"}]""", HttpStatusCode.NotFound)
            .Answer("""[{"errorCode":"INVALID_TYPE","message":"sObject type 'RecordType' is not supported."}]""", HttpStatusCode.BadRequest)
            .Answer("""{"records":[{"QualifiedApiName":"Status","IsFieldHistoryTracked":true}]}""");

        var described = await DescribeAsync(SomeCrm.Lead with { Profile = ["RecordType.DeveloperName", "RecordType.IsActive"] });

        Assert.That(described.Fields.Keys, Is.EquivalentTo(["Status", "RecordTypeId", "OwnerId"]));
    }

    const string Related =
        """
        {"fields":[{"name":"Status","type":"picklist","updateable":true},
        {"name":"RecordTypeId","type":"reference","relationshipName":"RecordType","referenceTo":["RecordType"]},
        {"name":"OwnerId","type":"reference","relationshipName":"Owner","referenceTo":["Group","User"]}]}
        """;

    Task<CrmObject> DescribeAsync(ObjectScope? scope = null) =>
        clock.RunAsync(() => SomeCrm.Salesforce(network, clock).DescribeAsync(scope ?? SomeCrm.Lead, CancellationToken.None));
}
