using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Tests.Crm;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Tests.HubSpot;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
sealed class HubSpotActivityQueryTests : IDisposable
{
    readonly FakeClock clock = new(SomeCrm.Noon);
    readonly FakeNetwork network;

    public HubSpotActivityQueryTests() => network = new(clock);

    public void Dispose() => network.Dispose();

    [TestCase("calls", null, ActivityKind.CallInbound)]
    [TestCase("emails", """{"propertyName":"hs_email_direction","operator":"EQ","value":"EMAIL"}""", ActivityKind.EmailSent, ActivityKind.EmailOpened)]
    [TestCase("emails", """{"propertyName":"hs_email_direction","operator":"EQ","value":"INCOMING_EMAIL"}""", ActivityKind.EmailReplied)]
    [TestCase("emails", null, ActivityKind.EmailReplied, ActivityKind.EmailBounced)]
    [TestCase("meetings", null, ActivityKind.MeetingBooked)]
    [TestCase("communications", """{"propertyName":"hs_communication_channel_type","operator":"EQ","value":"SMS"}""", ActivityKind.Sms)]
    public async Task Rows_that_nobody_wants_are_not_asked_for(string name, string? filter, params ActivityKind[] kinds)
    {
        network.Answer("""{"total":0,"results":[]}""");

        await ReadAsync(Stream(name, kinds), SomeCrm.Window(new(SomeCrm.Noon, "")));

        Assert.That(network.Calls[0].Path, Is.EqualTo($"/crm/objects/2026-09/{name}/search"));
        Assert.That(network.Calls[0].Body, Does.StartWith(
            """{"filterGroups":[{"filters":[{"propertyName":"hs_lastmodifieddate","operator":"GTE","value":"1772452800000"}"""
            + $"{(filter is null ? "" : $",{filter}")}]}}],"));
        Assert.That(network.Calls[0].Body, Does.Contain("""[{"propertyName":"hs_lastmodifieddate","direction":"ASCENDING"}]""").And.Contain("\"colour\""));
    }

    [Test]
    public async Task People_beyond_the_first_page_of_a_record_are_asked_for()
    {
        network
            .Answer($$"""{"total":1,"results":[{{Call(1)}}]}""")
            .Answer("""{"results":[{"from":{"id":"1"},"to":[{"toObjectId":101}],"paging":{"next":{"after":"500"}}}]}""")
            .Answer("""{"results":[{"from":{"id":"1"},"to":[{"toObjectId":"102"}]}]}""");

        var page = (await ReadAsync(Stream("calls", ActivityKind.CallInbound), SomeCrm.Everything)).Single();

        Assert.That(network.Calls[1].Path, Is.EqualTo("/crm/associations/2026-09/calls/contacts/batch/read"));
        Assert.That(network.Calls[1].Body, Is.EqualTo("""{"inputs":[{"id":"1"}]}"""));
        Assert.That(network.Calls[2].Body, Is.EqualTo("""{"inputs":[{"id":"1","after":"500"}]}"""));
        Assert.That(page.Activities.Single().People, Is.EqualTo([new CrmPerson("contacts", "101"), new CrmPerson("contacts", "102")]));
    }

    [Test]
    public async Task A_count_without_history_is_told_as_it_is_seen()
    {
        network
            .Answer("""{"total":1,"results":[{"id":"1","properties":{"hs_lastmodifieddate":"2026-03-02T11:00:00Z","hs_email_direction":"EMAIL","hs_email_open_count":"3"}}]}""")
            .Answer("""{"results":[{"from":{"id":"1"},"to":[{"id":"101"}]}]}""")
            .Answer("""{"results":[{"id":"1","propertiesWithHistory":{}}]}""");

        var opened = (await ReadAsync(Stream("emails", ActivityKind.EmailOpened), SomeCrm.Everything)).Single().Activities.Single();

        Assert.That((opened.Kind, opened.At, opened.Occurrence), Is.EqualTo((ActivityKind.EmailOpened, SomeCrm.Noon.AddHours(-1), "3")));
    }

    static string Call(int id) =>
        $$"""{"id":"{{id}}","properties":{"hs_createdate":"2026-03-02T11:00:00Z","hs_lastmodifieddate":"2026-03-02T11:00:00Z","hs_call_direction":"INBOUND"} }""";

    static ActivityScope Scope(ActivityKind[] kinds) =>
        new(kinds.ToHashSet(), kinds.ToDictionary(kind => kind, _ => (IReadOnlyList<string>)["colour"]), ["contacts"]);

    ActivityStream Stream(string name, params ActivityKind[] kinds) =>
        SomeCrm.HubSpot(network, clock).ActivityStreams(Scope(kinds)).Single(stream => stream.Object == name);

    Task<List<ActivityPage>> ReadAsync(ActivityStream stream, ReadWindow window) =>
        clock.RunAsync(() => SomeCrm.HubSpot(network, clock).ReadActivitiesAsync(stream, window, CancellationToken.None).ListAsync());
}
