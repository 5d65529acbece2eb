using System.Net;
using System.Text.Json;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Tests.Crm;

namespace LeadScoring.Connector.Tests.Salesforce;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
sealed class SalesforceWriterTests : IDisposable
{
    const string Saved = """{"id":"00Q1","success":true,"errors":[]}""";

    const string Locked = """{"success":false,"errors":[{"statusCode":"UNABLE_TO_LOCK_ROW","message":"locked","fields":[]}]}""";

    readonly FakeClock clock = new(SomeCrm.Noon);
    readonly FakeNetwork network;

    public SalesforceWriterTests() => network = new(clock);

    public void Dispose() => network.Dispose();

    [Test]
    public async Task Values_travel_with_their_types()
    {
        network.Answer($"[{Saved}]");
        var write = new RecordWrite("00Q1", new Dictionary<string, FieldValue>
        {
            ["Hot_Lead__c"] = FieldValue.Of(true),
            ["Lead_Score__c"] = FieldValue.Of(12.25m),
            ["Hot_Since__c"] = FieldValue.OfTime(SomeCrm.Noon),
            ["Resets_On__c"] = FieldValue.OfDay(SomeCrm.Noon),
            ["Reasons__c"] = FieldValue.Of("Opened \"mail\""),
            ["Stage__c"] = FieldValue.Empty(FieldType.Text),
        });

        await WriteAsync([write]);

        Assert.That(network.Calls[0].Method, Is.EqualTo("PATCH"));
        Assert.That(network.Calls[0].Path, Is.EqualTo("/services/data/v67.0/composite/sobjects"));
        Assert.That(network.Calls[0].Headers["Sforce-Auto-Assign"], Is.EqualTo("FALSE"));
        Assert.That(network.Calls[0].Body, Is.EqualTo(
            @"{""allOrNone"":false,""records"":[{""attributes"":{""type"":""Lead""},""id"":""00Q1"",""Hot_Lead__c"":true,""Lead_Score__c"":12.3,"
            + @"""Hot_Since__c"":""2026-03-02T12:00:00.000\u002B0000"",""Resets_On__c"":""2026-03-02"",""Reasons__c"":""Opened \u0022mail\u0022"",""Stage__c"":null}]}"));
    }

    [TestCase("CANNOT_UPDATE_CONVERTED_LEAD", WriteOutcome.Closed)]
    [TestCase("ENTITY_IS_DELETED", WriteOutcome.Deleted)]
    [TestCase("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", WriteOutcome.Rejected)]
    public async Task F08_Each_row_has_the_outcome_at_its_position(string code, WriteOutcome outcome)
    {
        network.Answer($$"""[{{Saved}},{"success":false,"errors":[{"statusCode":"{{code}}","message":"no","fields":[]}]},{{Saved}}]""");

        var results = await WriteAsync([SomeCrm.Write("00Q1"), SomeCrm.Write("00Q2"), SomeCrm.Write("00Q3")]);

        Assert.That(results.Select(result => result.Outcome), Is.EqualTo([WriteOutcome.Accepted, outcome, WriteOutcome.Accepted]));
        Assert.That((results[1].Id, results[1].Code), Is.EqualTo(("00Q2", code)));
    }

    [Test]
    public async Task F08_A_locked_row_is_sent_again_soon()
    {
        network.Answer($"[{Saved},{Locked},{Saved}]").Answer($"[{Saved}]");

        var results = await WriteAsync([SomeCrm.Write("00Q1"), SomeCrm.Write("00Q2"), SomeCrm.Write("00Q3")]);

        Assert.That(results.Select(result => (result.Id, result.Outcome)), Is.EqualTo(
            new[] { "00Q1", "00Q2", "00Q3" }.Select(id => (id, WriteOutcome.Accepted))));
        Assert.That(network.Calls[1].Body, Does.Contain("00Q2").And.Not.Contain("00Q1").And.Not.Contain("00Q3"));
        Assert.That(network.Calls[1].At - network.Calls[0].At, Is.InRange(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(2)));
    }

    [Test]
    public async Task F08_A_row_that_stays_locked_is_left_for_the_next_pass()
    {
        network.Answer($"[{Saved},{Locked}]").Answer($"[{Locked}]").Answer($"[{Locked}]");

        var results = await WriteAsync([SomeCrm.Write("00Q1"), SomeCrm.Write("00Q2")]);

        Assert.That(network.Calls, Has.Count.EqualTo(3));
        Assert.That(results.Select(result => result.Outcome), Is.EqualTo([WriteOutcome.Accepted, WriteOutcome.Retry]));
    }

    [Test]
    public async Task What_was_accepted_is_told_before_the_failure_that_came_after_it()
    {
        network.Answer($"[{Saved},{Locked}]").Answer("[]", HttpStatusCode.Forbidden);
        var results = new List<WriteResult>();

        var failure = await Assert.ThrowsAsync<CrmException>(
            () => WriteAsync([SomeCrm.Write("00Q1"), SomeCrm.Write("00Q2")], results));

        Assert.That(failure?.Failure, Is.EqualTo(CrmFailure.Rejected));
        Assert.That(results.Select(result => result.Outcome), Is.EqualTo([WriteOutcome.Accepted, WriteOutcome.Retry]));
    }

    [Test]
    public async Task F09_Too_few_results_are_never_taken_for_success()
    {
        network.Answer($"[{Saved}]");

        var results = await WriteAsync([SomeCrm.Write("00Q1"), SomeCrm.Write("00Q2")]);

        Assert.That(results.Select(result => result.Outcome), Is.All.EqualTo(WriteOutcome.Retry));
    }

    [TestCase("000")]
    [TestCase("137")]
    [TestCase("199")]
    [TestCase("003", "150", "151")]
    public async Task P14_F10_Bad_rows_in_a_refused_call_are_found_by_halving(params string[] bad)
    {
        RecordWrite[] writes = [.. Enumerable.Range(0, 200).Select(i => SomeCrm.Write($"00Q{i:000}"))];
        for (var i = 0; i < 60; i++)
            network.Answer(sent => Refuse(sent, bad));

        var results = await WriteAsync(writes);

        Assert.That(results.Select(result => result.Id), Is.EqualTo(writes.Select(write => write.Id)));
        Assert.That(results.Where(result => result.Outcome != WriteOutcome.Accepted).Select(result => (result.Id, result.Outcome, result.Code)),
            Is.EqualTo(bad.Select(id => ($"00Q{id}", WriteOutcome.Rejected, "JSON_PARSER_ERROR"))));
        Assert.That(network.Calls, Has.Count.LessThanOrEqualTo(bad.Length == 1 ? 1 + 8 + 1 : 45));
    }

    [Test]
    public async Task What_was_accepted_in_a_search_that_broke_off_is_told()
    {
        network
            .Answer("""[{"errorCode":"JSON_PARSER_ERROR","message":"bad row"}]""", HttpStatusCode.BadRequest)
            .Answer("""[{"errorCode":"JSON_PARSER_ERROR","message":"bad row"}]""", HttpStatusCode.BadRequest)
            .Answer("[]", HttpStatusCode.Forbidden);
        var results = new List<WriteResult>();

        await Assert.ThrowsAsync<CrmException>(() => WriteAsync([.. Enumerable.Range(1, 3).Select(i => SomeCrm.Write($"00Q{i}"))], results));

        Assert.That(results.Select(result => result.Outcome), Is.EqualTo([WriteOutcome.Rejected]));
    }

    [Test]
    public async Task When_every_row_is_refused_the_halving_stops()
    {
        for (var i = 0; i < 200; i++)
            network.Answer("""[{"errorCode":"JSON_PARSER_ERROR","message":"bad"}]""", HttpStatusCode.BadRequest);

        var results = await WriteAsync([.. Enumerable.Range(0, 200).Select(i => SomeCrm.Write($"00Q{i:000}"))]);

        Assert.That(results, Has.Count.EqualTo(200).And.All.Property(nameof(WriteResult.Outcome)).AnyOf(WriteOutcome.Rejected, WriteOutcome.Retry));
        Assert.That(results.Count(result => result.Outcome == WriteOutcome.Rejected), Is.EqualTo(network.Calls.Count(call => call.Body.Split("\"id\":").Length == 2)));
        Assert.That(network.Calls, Has.Count.LessThanOrEqualTo(80));
    }

    [Test]
    public async Task A_missing_field_is_not_looked_for_in_the_rows()
    {
        network.Answer("""[{"errorCode":"INVALID_FIELD","message":"No such column 'Lead_Score__c' on sobject of type Lead"}]""", HttpStatusCode.BadRequest);

        var results = await WriteAsync([.. Enumerable.Range(0, 200).Select(i => SomeCrm.Write($"00Q{i:000}"))]);

        Assert.That(results.Select(result => (result.Outcome, result.Code)), Is.EqualTo(Enumerable.Repeat((WriteOutcome.Rejected, "INVALID_FIELD"), 200)));
        Assert.That(network.Calls, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_missing_right_is_not_looked_for_in_the_rows()
    {
        network.Answer("""[{"errorCode":"INSUFFICIENT_ACCESS","message":"no"}]""", HttpStatusCode.Forbidden);

        var failure = await Assert.ThrowsAsync<CrmException>(() => WriteAsync([SomeCrm.Write("00Q1"), SomeCrm.Write("00Q2")]));

        Assert.That(failure?.Failure, Is.EqualTo(CrmFailure.Rejected));
        Assert.That(network.Calls, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_time_of_a_write_is_not_later_than_the_write()
    {
        network.Answer(sent =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(1500));
            return network.Reply($"[{Saved}]", HttpStatusCode.OK);
        });

        var results = await WriteAsync([SomeCrm.Write("00Q1")]);

        Assert.That(results[0].At, Is.EqualTo(network.Calls[0].At).Within(TimeSpan.FromSeconds(1)).And.LessThanOrEqualTo(network.Calls[0].At));
    }

    HttpResponseMessage Refuse(Sent sent, string[] bad)
    {
        if (Array.Exists(bad, id => sent.Body.Contains($"00Q{id}", StringComparison.Ordinal)))
            return network.Reply("""[{"errorCode":"JSON_PARSER_ERROR","message":"bad row"}]""", HttpStatusCode.BadRequest);

        using var body = JsonDocument.Parse(sent.Body);
        var saved = Enumerable.Repeat(Saved, body.RootElement.GetProperty("records").GetArrayLength());
        return network.Reply($"[{string.Join(',', saved)}]", HttpStatusCode.OK);
    }

    /// <param name="results">Filled as the results come.</param>
    Task<List<WriteResult>> WriteAsync(IReadOnlyList<RecordWrite> writes, List<WriteResult>? results = null) => clock.RunAsync(async () =>
    {
        results ??= [];
        await foreach (var result in SomeCrm.Salesforce(network, clock).WriteAsync(SomeCrm.Described(SomeCrm.Lead), writes, CancellationToken.None))
            results.Add(result);
        return results;
    });
}
