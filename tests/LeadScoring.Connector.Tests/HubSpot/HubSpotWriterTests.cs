using System.Net;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Tests.Crm;

namespace LeadScoring.Connector.Tests.HubSpot;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
sealed class HubSpotWriterTests : IDisposable
{
    readonly FakeClock clock = new(SomeCrm.Noon);
    readonly FakeNetwork network;

    public HubSpotWriterTests() => network = new(clock);

    public void Dispose() => network.Dispose();

    [Test]
    public async Task Values_travel_as_text()
    {
        network.Answer($$"""{"status":"COMPLETE","results":[{{Saved("101")}}]}""");
        var write = new RecordWrite("101", new Dictionary<string, FieldValue>
        {
            ["hot_lead"] = FieldValue.Of(true),
            ["score"] = FieldValue.Of(12.5m),
            ["since"] = FieldValue.OfTime(SomeCrm.Noon),
            ["day"] = FieldValue.OfDay(SomeCrm.Noon),
            ["stage"] = FieldValue.Empty(FieldType.Text),
        });

        var results = await WriteAsync(write);

        Assert.That(network.Calls[0].Path, Is.EqualTo("/crm/objects/2026-09/contacts/batch/update"));
        Assert.That(network.Calls[0].Body, Is.EqualTo(
            """
            {"inputs":[{"id":"101","properties":{"hot_lead":"true","score":"12.5","since":"2026-03-02T12:00:00.000Z","day":"2026-03-02","stage":""},"objectWriteTraceId":"0"}]}
            """));
        Assert.That(results, Is.EqualTo([new WriteResult("101", WriteOutcome.Accepted, SomeCrm.Noon.AddMilliseconds(250))]));
    }

    [Test]
    public async Task F09_Row_errors_are_matched_in_any_order()
    {
        network.Answer(
            $$"""
            {"status":"COMPLETE","numErrors":2,"results":[{{Saved("103")}},{{Saved("101")}}],"errors":[
            {"category":"VALIDATION_ERROR","message":"bad option","context":{"objectWriteTraceId":["3"]} },
            {"category":"OBJECT_NOT_FOUND","message":"no such contact","context":{"ids":["102"]} }]}
            """,
            HttpStatusCode.MultiStatus);

        var results = await WriteAsync(Write("101"), Write("102"), Write("103"), Write("104"));

        Assert.That(results.Select(result => (result.Id, result.Outcome)), Is.EqualTo(
        [
            ("101", WriteOutcome.Accepted), ("102", WriteOutcome.Deleted), ("103", WriteOutcome.Accepted), ("104", WriteOutcome.Rejected),
        ]));
    }

    [Test]
    public async Task F09_A_row_that_is_not_mentioned_is_never_taken_for_success()
    {
        network.Answer($$"""{"status":"COMPLETE","results":[{{Saved("101")}}]}""");

        var results = await WriteAsync(Write("101"), Write("102"));

        Assert.That(results.Select(result => (result.Outcome, result.Code)), Is.EqualTo([(WriteOutcome.Accepted, null), (WriteOutcome.Retry, "RESULT_MISSING")]));
    }

    [TestCase("102")]
    [TestCase("102", "103")]
    public async Task F09_Errors_that_name_no_row_are_those_of_as_many_rows_without_a_result(params string[] missing)
    {
        var errors = missing.Select(_ => """{"category":"VALIDATION_ERROR","message":"bad option"}""");
        network.Answer($$"""{"results":[{{Saved("101")}}],"errors":[{{string.Join(',', errors)}}]}""", HttpStatusCode.MultiStatus);

        var results = await WriteAsync([Write("101"), .. missing.Select(Write)]);

        Assert.That(results.Skip(1).Select(result => (result.Outcome, result.Code, result.Message)), Is.All.EqualTo((WriteOutcome.Rejected, "VALIDATION_ERROR", "bad option")));
    }

    [Test]
    public async Task F09_Errors_that_may_be_any_rows_are_told_with_rows_to_try_again()
    {
        network.Answer(
            """
            {"results":[],"errors":[{"category":"VALIDATION_ERROR","message":"bad option"},{"category":"OBJECT_NOT_FOUND","message":"no such contact"}]}
            """,
            HttpStatusCode.MultiStatus);

        var results = await WriteAsync(Write("101"), Write("102"));

        Assert.That(results.Select(result => (result.Outcome, result.Code, result.Message)), Is.All.EqualTo((WriteOutcome.Retry, "RESULT_MISSING", "bad option; no such contact")));
    }

    [Test]
    public async Task F10_One_bad_row_in_a_refused_batch_is_found_by_halving()
    {
        RecordWrite[] writes = [.. Enumerable.Range(100, 150).Select(id => Write($"{id}"))];
        for (var i = 0; i < 30; i++)
            network.Answer(sent => sent.Body.Contains("\"id\":\"137\"", StringComparison.Ordinal)
                ? network.Reply("""{"status":"error","message":"bad","category":"VALIDATION_ERROR"}""", HttpStatusCode.BadRequest)
                : network.Reply($$"""{"results":[{{string.Join(',', writes.Where(write => sent.Body.Contains($"\"id\":\"{write.Id}\"", StringComparison.Ordinal)).Select(write => Saved(write.Id)))}}]}""", HttpStatusCode.OK));

        var results = await WriteAsync(writes);

        Assert.That(results.Select(result => result.Id), Is.EqualTo(writes.Select(write => write.Id)));
        Assert.That(results.Single(result => result.Outcome != WriteOutcome.Accepted), Has.Property("Id").EqualTo("137").And.Property("Code").EqualTo("VALIDATION_ERROR"));
    }

    [Test]
    public async Task A_missing_property_is_not_looked_for_in_the_rows()
    {
        network.Answer(
            """
            {"status":"error","category":"VALIDATION_ERROR","message":"Property values were not valid: [{\"isValid\":false,\"message\":\"Property \\\"hot_lead\\\" does not exist\",\"error\":\"PROPERTY_DOESNT_EXIST\",\"name\":\"hot_lead\"}]"}
            """,
            HttpStatusCode.BadRequest);

        var results = await WriteAsync([.. Enumerable.Range(100, 100).Select(id => Write($"{id}"))]);

        Assert.That(results.Select(result => (result.Outcome, result.Code)), Is.EqualTo(Enumerable.Repeat((WriteOutcome.Rejected, "PROPERTY_DOESNT_EXIST"), 100)));
        Assert.That(network.Calls, Has.Count.EqualTo(1));
    }

    static RecordWrite Write(string id) => SomeCrm.Write(id, "hot_lead");

    static string Saved(string id) => $$"""{"id":"{{id}}","properties":{},"createdAt":"2026-03-01T09:00:00Z","updatedAt":"2026-03-02T12:00:00.250Z","archived":false}""";

    Task<List<WriteResult>> WriteAsync(params RecordWrite[] writes) =>
        clock.RunAsync(() => SomeCrm.HubSpot(network, clock).WriteAsync(SomeCrm.Described(SomeCrm.Contacts), writes, CancellationToken.None).ListAsync());
}
