using System.Net;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Tests.Pipeline;
using Microsoft.AspNetCore.Http;

namespace LeadScoring.Connector.Tests.Faults;

/// <summary>F05 and F06: an answer that is none, or half of one.</summary>
[TestFixtureSource(typeof(Play), nameof(Play.EachCrm))]
sealed class AnswerFaultTests(Play play)
{
    static readonly (string Body, HttpStatusCode Status)[] OfNoUse =
    [
        ("<html><body>Down for maintenance</body></html>", HttpStatusCode.ServiceUnavailable),
        ("", (HttpStatusCode)420),
        ("", HttpStatusCode.NotAcceptable),
        ("<html><body>Welcome to the proxy</body></html>", HttpStatusCode.OK),
    ];

    [Test]
    public async Task F05_Answers_of_no_use_are_asked_for_again()
    {
        await using var days = await SalesDays.BeginAsync(play);
        var answered = 0;
        days.Line.Trouble = call =>
        {
            var turn = Interlocked.Increment(ref answered);
            var (body, status) = OfNoUse[turn / 2 % OfNoUse.Length];
            return Task.FromResult(turn % 2 == 1 && call.Kind != CrmCall.SignIn ? Replies.Of(status, body)(call) : null);
        };

        var report = await days.PassAsync();

        Assert.That((report.Status, report.Problems), Is.EqualTo((PassStatus.Ok, Array.Empty<Problem>())));
        Assert.That(answered, Is.GreaterThan(2 * OfNoUse.Length));
        Assert.That(days.Line.Calls.Count(call => call.Writes), Is.GreaterThan(1));
        await days.AssertEndsWellAsync();
    }

    [Test]
    public async Task F06_A_page_that_is_cut_off_once_is_read_again()
    {
        var cuts = 0;
        await using var days = await SalesDays.BeginAsync(play, context => CutAsync(context, ref cuts));
        cuts = 1;

        var report = await days.PassAsync();

        Assert.That((report.Status, cuts), Is.EqualTo((PassStatus.Ok, 0)));
        await days.AssertEndsWellAsync();
    }

    [Test]
    public async Task F06_Of_a_page_that_is_always_cut_off_nothing_is_kept()
    {
        var cuts = 0;
        await using var days = await SalesDays.BeginAsync(play, context => CutAsync(context, ref cuts));
        var (before, stored) = (days.Cursors, Ending.Of(days.Stage, days.People));
        cuts = 6;

        var report = await days.PassAsync();

        Assert.That((report.Status, report.Problems[0].Code, cuts), Is.EqualTo((PassStatus.Failed, "unavailable", 0)));
        Assert.That(days.Cursors, Is.EqualTo(before));
        Assert.That(Ending.Of(days.Stage, days.People), Is.EqualTo(stored));
        await days.PassAsync();
        await days.AssertEndsWellAsync();
    }

    /// <summary>The connection breaks in the middle of a page of records.</summary>
    static Task<bool> CutAsync(HttpContext context, ref int cuts)
    {
        var isPage = context.Request.Path.Value is { } path
            && (path.EndsWith("/search", StringComparison.Ordinal) || path.EndsWith("/queryAll", StringComparison.Ordinal));
        if (!isPage || cuts <= 0)
            return Task.FromResult(false);

        cuts--;
        return CutAsync(context);
    }

    static async Task<bool> CutAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = 1000;
        await context.Response.WriteAsync("""{"totalSize":260,"total":260,"records":[{"Id":"00Q""");
        await context.Response.Body.FlushAsync();
        context.Abort();
        return true;
    }
}
