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

        Assert.That(network.Calls[2].Query, Is.EqualTo("SELECT Field FROM LeadHistory WHERE Field = 'Status' LIMIT 1"));
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
    public async Task An_unknown_object_is_told_from_a_retired_version()
    {
        network
            .Answer("""[{"errorCode":"NOT_FOUND","message":"The requested resource does not exist"}]""", HttpStatusCode.NotFound)
            .Answer("""[{"errorCode":"INVALID_TYPE","message":"sObject type 'Lead' is not supported."}]""", HttpStatusCode.BadRequest);

        var failure = await Assert.ThrowsAsync<CrmException>(DescribeAsync);

        Assert.That((failure?.Failure, failure?.Code), Is.EqualTo((CrmFailure.Rejected, "INVALID_TYPE")));
    }

    Task<CrmObject> DescribeAsync() =>
        clock.RunAsync(() => SomeCrm.Salesforce(network, clock).DescribeAsync(SomeCrm.Lead, CancellationToken.None));
}
