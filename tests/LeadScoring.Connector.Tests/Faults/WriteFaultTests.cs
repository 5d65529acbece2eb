using System.Net;
using System.Text.Json.Nodes;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Tests.Pipeline;
using LeadScoring.Connector.Tests.Processes;

namespace LeadScoring.Connector.Tests.Faults;

/// <summary>F07, F09 and F10: what became of a write is not told, or told for the wrong rows.</summary>
sealed class WriteFaultTests
{
    [TestCaseSource(typeof(Play), nameof(Play.EachCrm))]
    public async Task F07_A_write_whose_answer_never_came_is_sent_again_and_counts_once(Play play)
    {
        await using var undisturbed = await SalesDays.BeginAsync(play);
        await using var days = await SalesDays.BeginAsync(play);
        var left = 1;
        days.Line.Trouble = async call => call.Writes && left-- > 0 ? await NoAnswerAsync(days, call) : null;

        var expected = await undisturbed.PassAsync();
        var report = await days.PassAsync();

        Assert.That((report.Status, report.Written, report.Rejected, report.Retrying), Is.EqualTo((PassStatus.Ok, expected.Written, 0, 0)));
        Assert.That((await days.PassAsync()).Changes, Is.Zero);
        await days.AssertEndsWellAsync();
    }

    [Test]
    public async Task F09_Errors_in_any_order_find_their_rows()
    {
        await using var days = await SalesDays.BeginAsync(Play.HubSpot);
        var bad = days.People.Skip(100).Take(3).ToList();
        days.Line.Trouble = RowErrors.On(Play.HubSpot, bad.ToDictionary(id => id, _ => "VALIDATION_ERROR"), shuffled: true);

        var report = await days.PassAsync();

        Assert.That((report.Status, report.Rejected, report.Retrying), Is.EqualTo((PassStatus.Degraded, 3, 0)));
        Assert.That(RowErrors.Refused(days), Is.EqualTo(bad.Select(id => $"{id}|VALIDATION_ERROR")));
        await days.AssertEndsWellAsync();
    }

    [TestCaseSource(typeof(Play), nameof(Play.EachCrm))]
    public async Task F09_A_row_without_a_result_is_never_taken_for_written(Play play)
    {
        await using var days = await SalesDays.BeginAsync(play);
        days.Line.Trouble = async call => call.Writes ? await Replies.AlteredAsync(call, Forget) : null;

        var report = await days.PassAsync();

        var told = play.Crm == CrmKind.Salesforce ? 0 : 99 + 99 + 24;
        Assert.That((report.Status, report.Written, report.Rejected), Is.EqualTo((PassStatus.Degraded, told, 0)));
        Assert.That(report.Retrying, Is.EqualTo(225 - told));
        days.Line.Mend();
        days.Stage.Clock.Advance(TimeSpan.FromMinutes(1));
        var next = await days.PassAsync();
        Assert.That((next.Status, next.Changes, next.Written, next.Retrying), Is.EqualTo((PassStatus.Ok, 0, 0, 0)));
        await days.AssertEndsWellAsync();
    }

    [TestCaseSource(typeof(Play), nameof(Play.EachCrm))]
    public async Task P14_F10_One_bad_row_in_a_refused_batch_is_found_in_a_few_calls_and_the_others_are_accepted(Play play)
    {
        await using var days = await SalesDays.BeginAsync(play);
        var bad = days.People[50];
        days.Line.Trouble = call => Task.FromResult(call.Writes && call.Body.Contains($"\"{bad}\"", StringComparison.Ordinal)
            ? Replies.Refusal(play.Crm, HttpStatusCode.BadRequest, "JSON_PARSER_ERROR", "bad row")(call)
            : null);

        var report = await days.PassAsync();

        var batch = play.Crm == CrmKind.Salesforce ? 200 : 100;
        var extra = days.Line.Calls.Count(call => call.Writes) - ((225 + batch - 1) / batch);
        Assert.That((report.Status, report.Written, report.Rejected, report.Retrying), Is.EqualTo((PassStatus.Degraded, 224, 1, 0)));
        Assert.That(RowErrors.Refused(days), Is.EqualTo([$"{bad}|JSON_PARSER_ERROR"]));
        Assert.That(extra, Is.LessThanOrEqualTo((int)Math.Ceiling(Math.Log2(batch)) + 1));
        await days.AssertEndsWellAsync();
    }

    /// <summary>The CRM has done it, but the connector waits until it gives up.</summary>
    static async Task<HttpResponseMessage?> NoAnswerAsync(SalesDays days, Call call)
    {
        using var applied = await call.PassOn(call.Body);
        Assert.That(applied.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        var givenUp = new TaskCompletionSource<HttpResponseMessage?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var giving = call.GivenUp.Register(() => givenUp.SetCanceled(call.GivenUp));
        days.Stage.Clock.Advance(days.Stage.Connection.Timeout);
        return await givenUp.Task;
    }

    /// <summary>One result too few.</summary>
    static void Forget(JsonNode answer) => (answer as JsonArray ?? answer["results"]!.AsArray()).RemoveAt(0); // HubSpot has results
}
