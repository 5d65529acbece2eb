using System.Net;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Tests.Pipeline;

namespace LeadScoring.Connector.Tests.Faults;

/// <summary>F01 to F04: the CRM asks to wait, or has had enough for the day.</summary>
[TestFixtureSource(typeof(Play), nameof(Play.EachCrm))]
sealed class LimitFaultTests(Play play)
{
    [Test]
    public async Task F01_After_a_429_no_call_comes_before_the_7_seconds_it_asks_for()
    {
        await using var days = await SalesDays.BeginAsync(play);
        days.Line.Refuse(1, _ => true, Replies.Throttled(("Retry-After", "7")));

        var report = await days.PassAsync();

        Assert.That(report.Status, Is.EqualTo(PassStatus.Ok));
        Assert.That(days.Line.Calls[1].At - days.Line.Calls[0].At, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(7)));
        await days.AssertEndsWellAsync();
    }

    [Test]
    public async Task F02_Five_429_in_a_row_are_met_with_growing_waits()
    {
        await using var days = await SalesDays.BeginAsync(play);
        days.Line.Refuse(5, _ => true, Replies.Throttled());

        var report = await days.PassAsync();

        Assert.That(report.Status, Is.EqualTo(PassStatus.Ok));
        Assert.That(Waits(days.Line.Calls).Take(5), Is.Ordered.And.All.GreaterThan(TimeSpan.Zero));
        await days.AssertEndsWellAsync();
    }

    [Test]
    public async Task F02_After_more_than_that_the_pass_is_degraded_and_the_cursors_stay()
    {
        await using var days = await SalesDays.BeginAsync(play);
        var before = days.Cursors;
        days.Line.Refuse(6, call => call.ReadsRecords, Replies.Throttled());

        var report = await days.PassAsync();

        Assert.That((report.Status, report.ExitCode), Is.EqualTo((PassStatus.Degraded, 3)));
        Assert.That(report.Problems.Select(problem => problem.Code), Is.EqualTo(["throttled"]));
        Assert.That(days.Cursors, Is.EqualTo(before));
        await days.PassAsync();
        await days.AssertEndsWellAsync();
    }

    [Test]
    public async Task F03_A_used_up_day_pauses_the_connection_until_there_is_room_again()
    {
        await using var days = await SalesDays.BeginAsync(play);
        days.Line.Refuse(int.MaxValue, call => call.Writes || call.Kind == CrmCall.Look, UsedUp(play));

        var paused = await days.PassAsync();
        days.Line.Forget();
        List<int> calls = [];
        for (var pass = 0; pass < 6; pass++)
        {
            days.Stage.Clock.Advance(TimeSpan.FromMinutes(5));
            Assert.That((await days.PassAsync()).Status, Is.EqualTo(PassStatus.Paused));
            calls.Add(days.Line.Calls.Count);
        }

        Assert.That((paused.Status, paused.ExitCode), Is.EqualTo((PassStatus.Paused, 3)));
        Assert.That(paused.Problems.Select(problem => problem.Code), Is.EqualTo(["quota"]));
        Assert.That(calls, Is.EqualTo([0, 0, 1, 1, 1, 2]));
        days.Line.Mend();
        days.Stage.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.That((await days.PassAsync()).Status, Is.EqualTo(PassStatus.Ok));
        await days.AssertEndsWellAsync();
    }

    [Test]
    public async Task F04_Too_many_calls_at_once_are_tried_again_in_seconds_one_at_a_time()
    {
        await using var days = await SalesDays.BeginAsync(play);
        days.Line.Refuse(3, call => call.ReadsRecords, TooManyNow(play));

        var report = await days.PassAsync();

        var asked = days.Line.Calls.Where(call => call.ReadsRecords).ToList();
        Assert.That(report.Status, Is.EqualTo(PassStatus.Ok));
        Assert.That(asked.Take(4).Select(call => call.Address), Is.All.EqualTo(asked[0].Address));
        Assert.That(asked[3].At - asked[0].At, Is.InRange(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(20)));
        await days.AssertEndsWellAsync();
    }

    [TestCase("daily", PassStatus.Paused)]
    [TestCase("now", PassStatus.Degraded)]
    [TestCase("429", PassStatus.Degraded)]
    public async Task P17_Each_limit_has_a_status_of_its_own_and_none_is_a_success(string limit, PassStatus status)
    {
        await using var days = await SalesDays.BeginAsync(play);
        days.Line.Refuse(int.MaxValue, _ => true, limit switch
        {
            "daily" => UsedUp(play),
            "now" => TooManyNow(play),
            _ => Replies.Throttled(("Retry-After", "7")),
        });

        var report = await days.PassAsync();

        var code = status == PassStatus.Paused ? "quota" : "throttled";
        Assert.That((report.Status, report.ExitCode), Is.EqualTo((status, 3)));
        Assert.That(report.Problems.Select(problem => problem.Code), Is.EqualTo([code]));
        Assert.That(days.Line.Calls, Has.Count.EqualTo(status == PassStatus.Paused ? 1 : 6));
    }

    static Func<Call, HttpResponseMessage> UsedUp(Play play) => play.Crm == CrmKind.Salesforce
        ? Replies.Refusal(play.Crm, HttpStatusCode.Forbidden, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.")
        : Limit("You have reached your daily limit.", "DAILY");

    /// <summary>HubSpot has no limit of calls at once; that of a second is what comes closest.</summary>
    static Func<Call, HttpResponseMessage> TooManyNow(Play play) => play.Crm == CrmKind.Salesforce
        ? Replies.Refusal(
            play.Crm, HttpStatusCode.Forbidden, "REQUEST_LIMIT_EXCEEDED", "ConcurrentRequests (Concurrent API Requests) Limit exceeded.")
        : Limit("You have reached your secondly limit.", "SECONDLY");

    static Func<Call, HttpResponseMessage> Limit(string message, string policy) => Replies.Of(
        HttpStatusCode.TooManyRequests, $$"""{"status":"error","message":"{{message}}","errorType":"RATE_LIMIT","policyName":"{{policy}}"}""");

    static IEnumerable<TimeSpan> Waits(IReadOnlyList<Call> calls) => calls.Zip(calls.Skip(1), (one, next) => next.At - one.At);
}
