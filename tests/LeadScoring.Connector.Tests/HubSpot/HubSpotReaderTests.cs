using System.Net;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Tests.Crm;

namespace LeadScoring.Connector.Tests.HubSpot;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
sealed class HubSpotReaderTests : IDisposable
{
    readonly FakeClock clock = new(SomeCrm.Noon);
    readonly FakeNetwork network;

    public HubSpotReaderTests() => network = new(clock);

    public void Dispose() => network.Dispose();

    [Test]
    public async Task A_search_follows_the_documented_form()
    {
        network.Answer("""{"total":0,"results":[]}""");

        await ReadAsync(Latest, SomeCrm.Window(new(SomeCrm.Noon, ""), SomeCrm.Noon.AddMinutes(5)));

        Assert.That(network.Calls[0].Path, Is.EqualTo("/crm/objects/2026-09/contacts/search"));
        Assert.That(network.Calls[0].Headers["Authorization"], Is.EqualTo("Bearer sandbox-token"));
        Assert.That(network.Calls[0].Body, Is.EqualTo(
            """
            {"filterGroups":[{"filters":[{"propertyName":"lastmodifieddate","operator":"GTE","value":"1772452800000"},{"propertyName":"lastmodifieddate","operator":"LTE","value":"1772453100000"}]}],"sorts":[{"propertyName":"lastmodifieddate","direction":"ASCENDING"}],"properties":["firstname","lastname","email","hubspot_owner_id","createdate","lastmodifieddate","hs_lead_status","hot_lead","hot_lead_score"],"limit":200}
            """));
    }

    [Test]
    public async Task Version_3_has_paths_of_its_own()
    {
        network.Answer("""{"results":[]}""").Answer("""{"results":[]}""").Answer("""{"results":[]}""").Answer("""{"results":[]}""");
        var crm = SomeCrm.HubSpot(network, clock, SomeCrm.HubSpotOptions() with { ApiVersion = "v3" });

        await clock.RunAsync(() => crm.ReadAsync(Latest, SomeCrm.Everything, CancellationToken.None).ListAsync());
        await clock.RunAsync(() => crm.DescribeAsync(SomeCrm.Contacts, CancellationToken.None));
        await clock.RunAsync(() => crm.OwnersAsync(CancellationToken.None));

        Assert.That(network.Calls.Select(call => call.Address.PathAndQuery), Is.EqualTo(
        [
            "/crm/v3/objects/contacts/search",
            "/crm/v3/properties/contacts",
            "/crm/v3/owners?limit=100&archived=false",
            "/crm/v3/owners?limit=100&archived=true",
        ]));
    }

    [Test]
    public async Task A_contact_has_its_identity()
    {
        network.Answer(
            """
            {"total":1,"results":[{"id":"101","properties":{"firstname":"Ada","lastname":"Lovelace","email":"ada@example.com","hubspot_owner_id":"7",
            "createdate":"2026-03-01T09:00:00Z","lastmodifieddate":"2026-03-02T11:00:00.250Z","hs_lead_status":"","hot_lead":"true"},
            "createdAt":"2026-03-01T09:00:00Z","updatedAt":"2026-03-02T11:00:00.250Z","archived":false,"url":"https://app.example"}]}
            """);

        var page = (await ReadAsync(Latest, SomeCrm.Everything))[0];

        var record = page.Records[0];
        Assert.That(record, Is.EqualTo(
            new CrmRecord("contacts", "101", SomeCrm.Noon.AddHours(-27), SomeCrm.Noon.AddHours(-1).AddMilliseconds(250), record.Fields)
            {
                Name = "Ada Lovelace",
                Email = "ada@example.com",
                OwnerId = "7",
            }));
        Assert.That(record.Fields["hs_lead_status"], Is.Null);
    }

    [Test]
    public async Task P05_Pages_of_200_0_150_and_200_rows_are_all_followed()
    {
        network.Answer(Page(100, 200, after: "200")).Answer(Page(300, 0, after: "400")).Answer(Page(300, 150, after: "600")).Answer(Page(450, 200));

        var pages = await ReadAsync(Latest, SomeCrm.Everything);

        Assert.That(network.Calls, Has.Count.EqualTo(4));
        Assert.That(pages.SelectMany(page => page.Records).Select(record => record.Id), Is.EqualTo(Enumerable.Range(100, 550).Select(id => $"{id}")));
    }

    [Test]
    public async Task An_empty_read_tells_the_time()
    {
        network.Answer("""{"total":0,"results":[]}""");

        var pages = await ReadAsync(Latest, SomeCrm.Everything);

        Assert.That(pages.Select(page => (page.Rows, page.Cursor, page.ServerTime)), Is.EqualTo([(0, (Cursor?)null, SomeCrm.Noon)]));
    }

    [Test]
    public async Task History_is_read_for_unseen_rows_oldest_first()
    {
        network
            .Answer($$"""{"total":2,"results":[{{Row(101)}},{{Row(102)}}]}""")
            .Answer(
                """
                {"status":"COMPLETE","numErrors":1,"errors":[{"category":"OBJECT_NOT_FOUND","message":"gone","context":{"ids":["103"]}}],
                "results":[{"id":"102","propertiesWithHistory":{"hs_lead_status":[
                {"value":"CONNECTED","timestamp":"2026-03-02T10:00:00Z","sourceType":"CRM_UI"},
                {"value":"OPEN","timestamp":"2026-03-02T10:00:00Z","sourceType":"CRM_UI"},
                {"value":"NEW","timestamp":"2026-03-01T09:00:00Z","sourceType":"CRM_UI"}]}}]}
                """,
                HttpStatusCode.MultiStatus);
        var window = new ReadWindow(null, null, (_, _) => ValueTask.FromResult<IReadOnlySet<string>>(new HashSet<string> { "102" }));

        var page = (await ReadAsync(WithHistory, window))[0];

        Assert.That(network.Calls[1].Body, Is.EqualTo("""{"properties":[],"propertiesWithHistory":["hs_lead_status"],"inputs":[{"id":"102"}]}"""));
        Assert.That(page.Changes, Is.EqualTo(
        [
            new FieldChange("contacts", "102", "hs_lead_status", null, "NEW", SomeCrm.Noon.AddHours(-27), "0000", IsFirst: true),
            new FieldChange("contacts", "102", "hs_lead_status", "NEW", "OPEN", SomeCrm.Noon.AddHours(-2), "0000", IsFirst: false),
            new FieldChange("contacts", "102", "hs_lead_status", "OPEN", "CONNECTED", SomeCrm.Noon.AddHours(-2), "0001", IsFirst: false),
        ]));
    }

    [Test]
    public async Task History_is_asked_for_in_fifties()
    {
        network.Answer($$"""{"total":120,"results":[{{string.Join(',', Enumerable.Range(100, 120).Select(Row))}}]}""");
        for (var i = 0; i < 3; i++)
            network.Answer("""{"results":[]}""");

        await ReadAsync(WithHistory, SomeCrm.Everything);

        Assert.That(network.Calls.Skip(1).Select(call => call.Body.Split("\"id\"").Length - 1), Is.EqualTo([50, 50, 20]));
    }

    [TestCase("", "102")]
    [TestCase(""","errors":[{"category":"INTERNAL_ERROR","context":{"ids":["102"]}}]""", "102")]
    [TestCase(""","errors":[{"category":"OBJECT_NOT_FOUND","context":{"ids":["102"]}}]""", "")]
    public async Task What_a_read_does_not_speak_of_is_left_out_and_what_is_gone_is_not(string errors, string leftOut)
    {
        var scope = SomeCrm.Contacts with { Fields = [.. Enumerable.Range(0, 200).Select(i => $"a_property_with_a_name_{i}")] };
        network
            .Answer($$"""{"total":2,"results":[{{Row(101)}},{{Row(102)}}]}""")
            .Answer($$"""{"results":[{{Row(101)}}]{{errors}}}""");

        var page = (await ReadAsync(Latest with { Scope = scope }, SomeCrm.Everything))[0];

        Assert.That(page.Records.Select(record => record.Id), Is.EqualTo(["101"]));
        Assert.That(string.Join(',', page.LeftOut), Is.EqualTo(leftOut));
    }

    [Test]
    public async Task Properties_that_do_not_fit_into_a_search_are_read_apart()
    {
        string[] many = [.. Enumerable.Range(0, 200).Select(i => $"a_property_with_a_name_{i}")];
        var stream = Latest with { Scope = SomeCrm.Contacts with { Fields = many } };
        network
            .Answer($$"""{"total":1,"results":[{{Row(101)}}]}""")
            .Answer("""{"results":[{"id":"101","properties":{"a_property_with_a_name_199":"7"}}]}""");

        var page = (await ReadAsync(stream, SomeCrm.Everything))[0];

        Assert.That(network.Calls[0].Body, Has.Length.LessThan(3000));
        Assert.That(page.Records[0].Fields["a_property_with_a_name_199"], Is.EqualTo("7"));
    }

    [Test]
    public async Task A_millisecond_is_asked_for_as_a_span_that_begins_and_ends_with_it()
    {
        network.Answer("""{"total":0,"results":[]}""").Answer("""{"total":0,"results":[]}""");

        await ReadAsync(Latest, SomeCrm.Window(new(SomeCrm.Noon, "101")));

        Assert.That(network.Calls[0].Body, Does.StartWith(
            """
            {"filterGroups":[{"filters":[{"propertyName":"lastmodifieddate","operator":"GTE","value":"1772452800000"},{"propertyName":"lastmodifieddate","operator":"LTE","value":"1772452800000"},{"propertyName":"hs_object_id","operator":"GT","value":"101"}]}],"sorts":[{"propertyName":"hs_object_id","direction":"ASCENDING"}]
            """));
    }

    [Test]
    public async Task A_survivor_that_answers_for_its_loser_too_is_taken_once()
    {
        const string Survivor = """{"id":"101","properties":{"hot_lead_score":"7"},"propertiesWithHistory":{"hs_lead_status":[{"value":"OPEN","timestamp":"2026-03-02T10:00:00Z"}]} }""";
        string[] many = [.. Enumerable.Range(0, 200).Select(i => $"a_property_with_a_name_{i}")];
        var stream = WithHistory with { Scope = SomeCrm.Contacts with { Fields = many } };
        network
            .Answer($$"""{"total":2,"results":[{{Row(101)}},{{Row(102)}}]}""")
            .Answer($$"""{"results":[{{Survivor}},{{Survivor}}]}""")
            .Answer($$"""{"results":[{{Survivor}},{{Survivor}}]}""");

        var page = (await ReadAsync(stream, SomeCrm.Everything))[0];

        Assert.That(page.Records.Select(record => (record.Id, record.Fields["hot_lead_score"])), Is.EqualTo([("101", "7")]));
        Assert.That(page.Changes.Select(change => (change.RecordId, change.NewValue)), Is.EqualTo([("101", "OPEN")]));
    }

    [Test]
    public async Task P17_The_limit_of_the_day_is_not_tried_again()
    {
        network.Answer("""{"status":"error","message":"You have reached your daily limit.","errorType":"RATE_LIMIT","policyName":"DAILY"}""", HttpStatusCode.TooManyRequests);

        var failure = await Assert.ThrowsAsync<CrmException>(() => ReadAsync(Latest, SomeCrm.Everything));

        Assert.That(failure?.Failure, Is.EqualTo(CrmFailure.QuotaExhausted));
        Assert.That(network.Calls, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task P17_The_limit_of_a_second_is_waited_for()
    {
        network
            .Answer("""{"status":"error","message":"You have reached your secondly limit.","errorType":"RATE_LIMIT","policyName":"SECONDLY"}""", HttpStatusCode.TooManyRequests)
            .Answer("""{"total":0,"results":[]}""");

        await ReadAsync(Latest, SomeCrm.Everything);

        Assert.That(network.Calls[1].At - network.Calls[0].At, Is.InRange(TimeSpan.FromSeconds(0.8), TimeSpan.FromSeconds(1.3)));
    }

    static CrmStream Latest => new("contacts", SomeCrm.Contacts, SomeCrm.Described(SomeCrm.Contacts), []);

    static CrmStream WithHistory => Latest with { HistoryFields = ["hs_lead_status"] };

    static string Page(int first, int rows, string? after = null) =>
        $$"""{"total":550,"results":[{{string.Join(',', Enumerable.Range(first, rows).Select(Row))}}]{{(after is null ? "" : $$""","paging":{"next":{"after":"{{after}}"} }""")}} }""";

    static string Row(int id) => $$"""{"id":"{{id}}","properties":{"createdate":"2026-03-01T09:00:00Z","lastmodifieddate":"2026-03-02T11:00:00Z"} }""";

    Task<List<CrmPage>> ReadAsync(CrmStream stream, ReadWindow window) =>
        clock.RunAsync(() => SomeCrm.HubSpot(network, clock).ReadAsync(stream, window, CancellationToken.None).ListAsync());
}
