using System.Globalization;
using System.Net;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Tests.Crm;

namespace LeadScoring.Connector.Tests.Salesforce;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
sealed class SalesforceReaderTests : IDisposable
{
    readonly FakeClock clock = new(SomeCrm.Noon);
    readonly FakeNetwork network;

    public SalesforceReaderTests() => network = new(clock);

    public void Dispose() => network.Dispose();

    [TestCase(null, null, "SELECT Id, CreatedDate, SystemModstamp, OwnerId, Name, Email, Status, Hot_Lead__c, Lead_Score__c FROM Lead ORDER BY SystemModstamp ASC, Id ASC")]
    [TestCase("", null, "SELECT Id, CreatedDate, SystemModstamp, OwnerId, Name, Email, Status, Hot_Lead__c, Lead_Score__c FROM Lead WHERE SystemModstamp >= 2026-03-02T12:00:00Z ORDER BY SystemModstamp ASC, Id ASC")]
    [TestCase("00Q1", 5, "SELECT Id, CreatedDate, SystemModstamp, OwnerId, Name, Email, Status, Hot_Lead__c, Lead_Score__c FROM Lead WHERE (SystemModstamp > 2026-03-02T12:00:00Z OR (SystemModstamp = 2026-03-02T12:00:00Z AND Id > '00Q1')) AND SystemModstamp <= 2026-03-02T12:05:00Z ORDER BY SystemModstamp ASC, Id ASC")]
    public async Task Records_are_asked_for_by_their_place(string? afterId, int? untilMinutes, string soql)
    {
        network.Answer("""{"records":[]}""");

        await ReadAsync(Records, SomeCrm.Window(
            afterId is null ? null : new Cursor(SomeCrm.Noon, afterId), untilMinutes is { } minutes ? SomeCrm.Noon.AddMinutes(minutes) : null));

        Assert.That(network.Calls[0].Query, Is.EqualTo(soql));
        Assert.That(network.Calls[0].Headers["Sforce-Query-Options"], Is.EqualTo("batchSize=2000"));
    }

    [Test]
    public async Task Changes_of_tracked_fields_only_are_asked_for()
    {
        network.Answer("""{"records":[]}""");

        await ReadAsync(History, SomeCrm.Window(new(SomeCrm.Noon, "017a'b")));

        Assert.That(network.Calls[0].Query, Is.EqualTo(
            "SELECT Id, LeadId, Field, OldValue, NewValue, CreatedDate FROM LeadHistory WHERE Field IN ('Status') "
            + @"AND (CreatedDate > 2026-03-02T12:00:00Z OR (CreatedDate = 2026-03-02T12:00:00Z AND Id > '017a\'b')) "
            + "ORDER BY CreatedDate ASC, Id ASC"));
    }

    [Test]
    public async Task F14_A_query_that_takes_too_long_is_asked_in_halves()
    {
        network
            .Answer("""[{"errorCode":"QUERY_TIMEOUT","message":"Your query request was running for too long."}]""", HttpStatusCode.BadRequest)
            .Answer("""{"records":[]}""")
            .Answer("""{"records":[]}""");

        await ReadAsync(Records, SomeCrm.Window(new(SomeCrm.Noon, ""), SomeCrm.Noon.AddMinutes(10)));

        Assert.That(network.Calls.Skip(1).Select(call => call.Query[call.Query.IndexOf("WHERE", StringComparison.Ordinal)..]), Is.EqualTo(
        [
            "WHERE SystemModstamp >= 2026-03-02T12:00:00Z AND SystemModstamp <= 2026-03-02T12:05:00Z ORDER BY SystemModstamp ASC, Id ASC",
            "WHERE SystemModstamp >= 2026-03-02T12:05:00Z AND SystemModstamp <= 2026-03-02T12:10:00Z ORDER BY SystemModstamp ASC, Id ASC",
        ]));
    }

    [Test]
    public async Task F14_A_later_page_that_takes_too_long_is_asked_in_halves_from_the_last_row_on()
    {
        network
            .Answer($$"""{"records":[{{Row("00Q1", 0)}}],"nextRecordsUrl":"/services/data/v67.0/query/01g-1"}""")
            .Answer(TooLong, HttpStatusCode.BadRequest)
            .Answer($$"""{"records":[{{Row("00Q2", 5)}}]}""")
            .Answer($$"""{"records":[{{Row("00Q3", 45)}}]}""");

        var pages = await ReadAsync(Records, SomeCrm.Window(after: null, SomeCrm.Noon));

        Assert.That(pages.SelectMany(page => page.Records).Select(record => record.Id), Is.EqualTo(["00Q1", "00Q2", "00Q3"]));
        Assert.That(network.Calls.Skip(2).Select(Where), Is.EqualTo(
        [
            "(SystemModstamp > 2026-03-02T11:00:00Z OR (SystemModstamp = 2026-03-02T11:00:00Z AND Id > '00Q1')) AND SystemModstamp <= 2026-03-02T11:30:00Z",
            "SystemModstamp >= 2026-03-02T11:30:00Z AND SystemModstamp <= 2026-03-02T12:00:00Z",
        ]));
    }

    [Test]
    public async Task F13_F14_What_takes_too_long_after_an_expired_locator_is_asked_in_halves()
    {
        network
            .Answer($$"""{"records":[{{Row("00Q1", 0)}}],"nextRecordsUrl":"/services/data/v67.0/query/01g-1"}""")
            .Answer("""[{"errorCode":"INVALID_QUERY_LOCATOR","message":"invalid query locator"}]""", HttpStatusCode.BadRequest)
            .Answer(TooLong, HttpStatusCode.BadRequest)
            .Answer($$"""{"records":[{{Row("00Q2", 5)}}]}""")
            .Answer($$"""{"records":[{{Row("00Q3", 45)}}]}""");

        var pages = await ReadAsync(Records, SomeCrm.Window(after: null, SomeCrm.Noon));

        Assert.That(pages.SelectMany(page => page.Records).Select(record => record.Id), Is.EqualTo(["00Q1", "00Q2", "00Q3"]));
    }

    [Test]
    public async Task F14_Changes_that_waited_for_the_next_page_come_though_the_rest_is_asked_in_halves_and_empty()
    {
        network
            .Answer($$"""{"records":[{{Change("017a", "New", "Open", 9)}},{{Change("017b", "Open", "Working")}}],"nextRecordsUrl":"/services/data/v67.0/query/01g-1"}""")
            .Answer(TooLong, HttpStatusCode.BadRequest)
            .Answer("""{"records":[]}""")
            .Answer("""{"records":[]}""");

        var pages = await ReadAsync(History, SomeCrm.Window(after: null, SomeCrm.Noon));

        Assert.That(
            pages.SelectMany(page => page.Changes.Select(change => (change.NewValue, page.Cursor?.Id))),
            Is.EqualTo([("Open", "017a"), ("Working", "017b")]));
    }

    [TestCase(0)]
    [TestCase(300)]
    [TestCase(600)]
    public async Task F14_A_window_is_halved_to_seconds_wherever_in_a_second_it_begins_and_without_a_gap(int milliseconds)
    {
        for (var i = 0; i < 40; i++)
            network.Answer(sent => IsLong(sent) ? network.Reply(TooLong, HttpStatusCode.BadRequest) : network.Reply("""{"records":[]}""", HttpStatusCode.OK));
        var start = SomeCrm.Noon.AddMilliseconds(milliseconds);

        await ReadAsync(Records, SomeCrm.Window(new(start, ""), start.AddSeconds(9.05)));

        var windows = network.Calls.Where(call => !IsLong(call)).Select(Bounds).ToList();
        Assert.That(windows[0].From, Is.EqualTo(start));
        Assert.That(windows[^1].To, Is.EqualTo(start.AddSeconds(9.05)));
        Assert.That(windows.Zip(windows.Skip(1)).Select(pair => pair.Second.From - pair.First.To), Is.All.EqualTo(TimeSpan.Zero));

        static bool IsLong(Sent sent) => Bounds(sent) is var (from, to) && to - from >= TimeSpan.FromSeconds(2);
    }

    [Test]
    public async Task F14_A_second_that_takes_too_long_is_a_failure()
    {
        network.Answer("""[{"errorCode":"QUERY_TIMEOUT","message":"too long"}]""", HttpStatusCode.BadRequest);

        var failure = await Assert.ThrowsAsync<CrmException>(
            () => ReadAsync(Records, SomeCrm.Window(new(SomeCrm.Noon, ""), SomeCrm.Noon.AddSeconds(1))));

        Assert.That(failure?.Code, Is.EqualTo("QUERY_TIMEOUT"));
    }

    [Test]
    public void Nothing_but_a_name_passes_for_a_field()
    {
        var scope = SomeCrm.Lead with { Fields = ["Status FROM Lead LIMIT 1 --"] };
        var crm = SomeCrm.Salesforce(network, clock);

        Assert.That(
            () => crm.ReadAsync(new("Lead", scope, SomeCrm.Described(scope), []), SomeCrm.Everything, CancellationToken.None).ListAsync(),
            Throws.InstanceOf<CrmException>());
        Assert.That(network.Calls, Is.Empty);
    }

    [Test]
    public async Task A_record_keeps_its_values_as_text()
    {
        network.Answer(
            """
            {"totalSize":1,"done":true,"records":[{"attributes":{"type":"Lead"},"Id":"00Q1","CreatedDate":"2026-03-01T09:00:00.000+0000",
            "SystemModstamp":"2026-03-02T11:00:00.000+0000","OwnerId":"005A","Name":"Ada","Email":null,"Status":"Open",
            "Hot_Lead__c":true,"Lead_Score__c":1.25E1,"RecordType":{"attributes":{},"DeveloperName":"Inbound"}}]}
            """);

        var page = (await ReadAsync(Records, SomeCrm.Everything))[0];

        var record = page.Records[0];
        Assert.That(record, Is.EqualTo(new CrmRecord("Lead", "00Q1", SomeCrm.Noon.AddHours(-27), SomeCrm.Noon.AddHours(-1), record.Fields)
        {
            OwnerId = "005A",
            Name = "Ada",
        }));
        Assert.That(record.Fields["hot_lead__c"], Is.EqualTo("true"));
        Assert.That(record.Fields["Lead_Score__c"], Is.EqualTo("12.5"));
        Assert.That(record.Fields["RecordType.DeveloperName"], Is.EqualTo("Inbound"));
        Assert.That((page.Cursor, page.ServerTime), Is.EqualTo(((Cursor?)new Cursor(SomeCrm.Noon.AddHours(-1), "00Q1"), SomeCrm.Noon)));
    }

    [Test]
    public async Task An_empty_read_tells_the_time()
    {
        network.Answer("""{"records":[]}""");

        var pages = await ReadAsync(Records, SomeCrm.Everything);

        Assert.That(pages, Has.Count.EqualTo(1));
        Assert.That((pages[0].Cursor, pages[0].ServerTime), Is.EqualTo(((Cursor?)null, SomeCrm.Noon)));
    }

    [Test]
    public async Task The_next_page_is_not_read_before_it_is_asked_for()
    {
        network.Answer($$"""{"records":[{{Row("00Q1", 0)}}],"nextRecordsUrl":"/services/data/v67.0/query/01g-1"}""");
        var crm = SomeCrm.Salesforce(network, clock);

        await using var pages = crm.ReadAsync(Records, SomeCrm.Everything, CancellationToken.None).GetAsyncEnumerator();
        await pages.MoveNextAsync();

        Assert.That(network.Calls, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task P05_Pages_of_200_0_150_and_200_rows_are_all_followed()
    {
        network.Answer(Page(0, 200, "01g-200")).Answer(Page(200, 0, "01g-400")).Answer(Page(200, 150, "01g-600")).Answer(Page(350, 200));

        var pages = await ReadAsync(Records, SomeCrm.Everything);

        Assert.That(network.Calls, Has.Count.EqualTo(4));
        Assert.That(pages.SelectMany(page => page.Records).Select(record => record.Id), Is.EqualTo(Enumerable.Range(0, 550).Select(place => $"00Q{place:000}")));
    }

    [Test]
    public async Task F13_After_an_expired_locator_reading_goes_on_from_the_last_row()
    {
        network
            .Answer($$"""{"records":[{{Row("00Q1", 0)}}],"nextRecordsUrl":"/services/data/v67.0/query/01g-1"}""")
            .Answer("""[{"errorCode":"INVALID_QUERY_LOCATOR","message":"invalid query locator"}]""", HttpStatusCode.BadRequest)
            .Answer($$"""{"records":[{{Row("00Q2", 0)}}]}""");

        var pages = await ReadAsync(Records, SomeCrm.Everything);

        Assert.That(pages.SelectMany(page => page.Records).Select(record => record.Id), Is.EqualTo(["00Q1", "00Q2"]));
        Assert.That(network.Calls[2].Query, Does.Contain(
            "WHERE (SystemModstamp > 2026-03-02T11:00:00Z OR (SystemModstamp = 2026-03-02T11:00:00Z AND Id > '00Q1'))"));
    }

    [Test]
    public async Task F18_A_record_changed_while_its_page_waited_does_not_carry_the_cursor_along()
    {
        network
            .Answer($$"""{"records":[{{Row("00Q1", 0)}}],"nextRecordsUrl":"/services/data/v67.0/query/01g-1"}""")
            .Answer($$"""{"records":[{{Row("00Q2", 1)}},{{Row("00Q3", 120)}}]}""");

        var pages = await ReadAsync(Records, SomeCrm.Everything);

        Assert.That(pages[1].Records, Has.Count.EqualTo(2));
        Assert.That(pages[1].Cursor, Is.EqualTo(new Cursor(SomeCrm.Noon.AddMinutes(-59), "00Q2")));
    }

    [Test]
    public async Task Changes_of_one_second_follow_their_values()
    {
        network.Answer(
            $$"""{"records":[{{Change("017a", "Working", "Converted")}},{{Change("017b", "Open", "Working")}},{{Change("017c", "Converted", "Open")}}]}""");

        var page = (await ReadAsync(History, SomeCrm.Everything))[0];

        Assert.That(page.Changes.Select(change => change.OldValue), Is.EquivalentTo(["Open", "Working", "Converted"]));
        Assert.That(page.Changes.Zip(page.Changes.Skip(1)).All(pair => pair.First.NewValue == pair.Second.OldValue));
        Assert.That(page.Changes.Select(change => change.Order), Is.EqualTo(["017a", "017b", "017c"]));
    }

    [Test]
    public async Task Changes_of_one_second_are_kept_together_across_pages()
    {
        network
            .Answer($$"""{"records":[{{Change("017a", "New", "Open", 9)}},{{Change("017b", "Working", "Converted")}}],"nextRecordsUrl":"/services/data/v67.0/query/01g-1"}""")
            .Answer($$"""{"records":[{{Change("017c", "Open", "Working")}}]}""");

        var pages = await ReadAsync(History, SomeCrm.Everything);

        Assert.That(pages.Select(page => page.Cursor?.Id), Is.EqualTo(["017a", "017c"]));
        Assert.That(pages[1].Changes.Select(change => change.NewValue), Is.EqualTo(["Working", "Converted"]));
    }

    const string TooLong = """[{"errorCode":"QUERY_TIMEOUT","message":"Your query request was running for too long."}]""";

    static string Where(Sent sent) =>
        sent.Query[(sent.Query.IndexOf("WHERE ", StringComparison.Ordinal) + 6)..sent.Query.IndexOf(" ORDER BY", StringComparison.Ordinal)];

    static (DateTimeOffset From, DateTimeOffset To) Bounds(Sent sent)
    {
        var times = Where(sent).Split(" AND ").Select(condition => DateTimeOffset.Parse(condition.Split(' ')[2], CultureInfo.InvariantCulture)).ToArray();
        return (times[0], times[1]);
    }

    static CrmStream Records => new("Lead", SomeCrm.Lead, SomeCrm.Described(SomeCrm.Lead), []);

    static CrmStream History => new("LeadHistory", SomeCrm.Lead, SomeCrm.Described(SomeCrm.Lead, "Status"), ["Status"]);

    static string Page(int first, int rows, string? next = null)
    {
        var records = string.Join(',', Enumerable.Range(first, rows).Select(place => Row($"00Q{place:000}", 0)));
        return $$"""{"records":[{{records}}]{{(next is null ? "" : $$""","nextRecordsUrl":"/services/data/v67.0/query/{{next}}" """)}} }""";
    }

    static string Row(string id, int minutes) => FormattableString.Invariant(
        $$"""{"Id":"{{id}}","CreatedDate":"2026-03-01T09:00:00.000+0000","SystemModstamp":"{{SomeCrm.Noon.AddMinutes(minutes - 60):yyyy-MM-ddTHH:mm:ss}}.000+0000"}""");

    static string Change(string id, string from, string to, int hour = 10) => FormattableString.Invariant(
        $$"""{"Id":"{{id}}","LeadId":"00Q1","Field":"Status","OldValue":"{{from}}","NewValue":"{{to}}","CreatedDate":"2026-03-02T{{hour:00}}:00:00.000+0000"}""");

    Task<List<CrmPage>> ReadAsync(CrmStream stream, ReadWindow window) =>
        clock.RunAsync(() => SomeCrm.Salesforce(network, clock).ReadAsync(stream, window, CancellationToken.None).ListAsync());
}
