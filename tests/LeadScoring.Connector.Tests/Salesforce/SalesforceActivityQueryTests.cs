using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Tests.Crm;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Tests.Salesforce;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
sealed class SalesforceActivityQueryTests : IDisposable
{
    const string Order = " ORDER BY SystemModstamp ASC, Id ASC";

    readonly FakeClock clock = new(SomeCrm.Noon);
    readonly FakeNetwork network;

    public SalesforceActivityQueryTests() => network = new(clock);

    public void Dispose() => network.Dispose();

    [TestCase("Task", "WhoId != null AND (CallType != null)", ActivityKind.CallInbound)]
    [TestCase("Task", "WhoId != null AND (TaskSubtype IN ('Email','ListEmail'))", ActivityKind.EmailSent)]
    [TestCase("Task", "WhoId != null AND (CallType != null OR TaskSubtype IN ('Email','ListEmail'))", ActivityKind.CallOutbound, ActivityKind.EmailSent)]
    [TestCase("EmailMessage", "Incoming = false", ActivityKind.EmailSent, ActivityKind.EmailOpened)]
    [TestCase("EmailMessage", "Incoming = true", ActivityKind.EmailReplied)]
    [TestCase("EmailMessage", null, ActivityKind.EmailReplied, ActivityKind.EmailBounced)]
    [TestCase("Event", "WhoId != null AND IsChild = false", ActivityKind.MeetingBooked)]
    [TestCase("CampaignMember", "(HasResponded = true OR FirstRespondedDate != null)", ActivityKind.CampaignResponded)]
    public async Task Rows_that_nobody_wants_are_not_asked_for(string name, string? condition, params ActivityKind[] kinds)
    {
        network.Answer("""{"records":[]}""");

        await ReadAsync(Stream(name, kinds), SomeCrm.Everything);

        Assert.That(network.Calls[0].Path, Does.EndWith("/queryAll"));
        Assert.That(network.Calls[0].Query, Does.EndWith($" FROM {name}{(condition is null ? "" : $" WHERE {condition}")}{Order}"));
    }

    [Test]
    public async Task People_of_mails_come_in_the_same_query()
    {
        network.Answer("""{"records":[]}""");

        await ReadAsync(Stream("EmailMessage", ActivityKind.EmailReplied, ActivityKind.EmailSent), SomeCrm.Window(new(SomeCrm.Noon, "02s1"), SomeCrm.Noon));

        Assert.That(network.Calls[0].Query, Is.EqualTo(
            "SELECT Id, CreatedDate, SystemModstamp, IsDeleted, Incoming, Status, MessageDate, FirstOpenedDate, LastOpenedDate, IsBounced, Colour__c, "
            + "(SELECT RelationId, RelationType FROM EmailMessageRelations) FROM EmailMessage "
            + "WHERE (SystemModstamp > 2026-03-02T12:00:00Z OR (SystemModstamp = 2026-03-02T12:00:00Z AND Id > '02s1')) "
            + $"AND SystemModstamp <= 2026-03-02T12:00:00Z{Order}"));
    }

    [Test]
    public async Task Relations_that_were_cut_off_are_fetched()
    {
        network
            .Answer(
                """
                {"records":[{"attributes":{"type":"EmailMessage"},"Id":"02s1","CreatedDate":"2026-03-02T11:00:00.000+0000","SystemModstamp":"2026-03-02T11:00:00.000+0000",
                "Incoming":false,"IsDeleted":false,"Status":"3","EmailMessageRelations":{"totalSize":2,"done":false,"nextRecordsUrl":"/services/data/v67.0/query/01g-1",
                "records":[{"attributes":{"type":"EmailMessageRelation"},"RelationId":"00Q1","RelationType":"ToAddress"}]}}]}
                """)
            .Answer("""{"records":[{"RelationId":"00Q2","RelationType":"CcAddress"},{"RelationId":"0051","RelationType":"FromAddress"}]}""");

        var page = (await ReadAsync(Stream("EmailMessage", ActivityKind.EmailSent), SomeCrm.Everything)).Single();

        Assert.That(page.Activities.Single().People, Is.EqualTo([new CrmPerson("Lead", "00Q1"), new CrmPerson("Lead", "00Q2")]));
        Assert.That(network.Calls[1].Path, Is.EqualTo("/services/data/v67.0/query/01g-1"));
    }

    [Test]
    public async Task After_an_expired_locator_reading_goes_on_from_the_last_activity()
    {
        network
            .Answer($$"""{"records":[{{Call("00T1")}}],"nextRecordsUrl":"/services/data/v67.0/query/01g-1"}""")
            .Answer("""[{"errorCode":"INVALID_QUERY_LOCATOR","message":"invalid query locator"}]""", System.Net.HttpStatusCode.BadRequest)
            .Answer($$"""{"records":[{{Call("00T2")}}]}""");

        var pages = await ReadAsync(Stream("Task", ActivityKind.CallInbound), SomeCrm.Everything);

        Assert.That(pages.SelectMany(page => page.Activities).Select(call => call.Id), Is.EqualTo(["00T1", "00T2"]));
        Assert.That(network.Calls[2].Query, Does.Contain("(SystemModstamp > 2026-03-02T11:00:00Z OR (SystemModstamp = 2026-03-02T11:00:00Z AND Id > '00T1'))"));
    }

    [Test]
    public async Task Fields_to_match_on_are_asked_for_and_told_as_the_mapping_writes_them()
    {
        network.Answer(
            """
            {"records":[{"Id":"00v1","CreatedDate":"2026-03-02T11:00:00.000+0000","SystemModstamp":"2026-03-02T11:00:00.000+0000","IsDeleted":false,
            "LeadId":"00Q1","ContactId":null,"HasResponded":true,"FirstRespondedDate":"2026-03-01","Campaign":{"attributes":{"type":"Campaign"},"Type":"White Paper"}}]}
            """);
        var stream = SomeCrm.Salesforce(network, clock).ActivityStreams(Scope("campaign.type", ActivityKind.CampaignResponded))[0];

        var page = (await ReadAsync(stream, SomeCrm.Everything)).Single();

        Assert.That(network.Calls[0].Query, Does.Contain(", campaign.type FROM CampaignMember"));
        Assert.That(page.Activities.Single().Fields, Is.EqualTo(new Dictionary<string, string?> { ["campaign.type"] = "White Paper" }));
    }

    static string Call(string id) =>
        $$"""{"Id":"{{id}}","CreatedDate":"2026-03-02T11:00:00.000+0000","SystemModstamp":"2026-03-02T11:00:00.000+0000","WhoId":"00Q1","IsClosed":true,"CallType":"Inbound"}""";

    static ActivityScope Scope(string field, params ActivityKind[] kinds) =>
        new(kinds.ToHashSet(), kinds.ToDictionary(kind => kind, _ => (IReadOnlyList<string>)[field]), ["Lead"]);

    ActivityStream Stream(string name, params ActivityKind[] kinds) =>
        SomeCrm.Salesforce(network, clock).ActivityStreams(Scope("Colour__c", kinds)).Single(stream => stream.Object == name);

    Task<List<ActivityPage>> ReadAsync(ActivityStream stream, ReadWindow window) =>
        clock.RunAsync(() => SomeCrm.Salesforce(network, clock).ReadActivitiesAsync(stream, window, CancellationToken.None).ListAsync());
}
