using System.Net;
using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Tests.Pipeline;

namespace LeadScoring.Connector.Tests.Faults;

/// <summary>F11 and F12: tokens that end early, are refused, or were exchanged by a process that is no more.</summary>
[TestFixtureSource(typeof(Play), nameof(Play.EachCrm))]
sealed class SignInFaultTests(Play play)
{
    [Test]
    public async Task P19_F11_A_token_that_ends_between_pages_and_in_a_write_is_renewed_once_each_time()
    {
        await using var days = await SalesDays.BeginAsync(play, configure: Refreshing);
        EndTokens(days, refuses: false);

        var report = await days.PassAsync();

        Assert.That((report.Status, report.Written, report.Rejected), Is.EqualTo((PassStatus.Ok, 225, 0)));
        Assert.That(days.Line.SignIns, Is.EqualTo(3));
        await days.AssertEndsWellAsync();
    }

    [Test]
    public async Task F11_A_refresh_that_is_refused_ends_the_pass_without_a_storm_of_calls()
    {
        await using var days = await SalesDays.BeginAsync(play, configure: Refreshing);
        EndTokens(days, refuses: true);

        var report = await days.PassAsync();
        var (signIns, calls) = (days.Line.SignIns, days.Line.Calls.Count);
        await days.PassAsync();

        Assert.That((report.Status, report.ExitCode), Is.EqualTo((PassStatus.Failed, 1)));
        Assert.That(report.Problems.Select(problem => problem.Code), Is.EqualTo(["sign_in"]));
        Assert.That(days.Line.Calls[calls - 1].ReadsRecords);
        Assert.That((signIns, days.Line.SignIns - signIns, days.Line.Calls.Count - calls), Is.EqualTo((2, 1, 0)));
        days.Line.Mend();
        await days.PassAsync();
        await days.AssertEndsWellAsync();
    }

    [Test]
    public async Task P19_F12_Dead_between_the_rotation_and_its_use_the_next_start_signs_in()
    {
        await using var days = await SalesDays.BeginAsync(play, configure: Refreshing, rotates: true);
        days.Line.Trouble = call => call.Kind == CrmCall.SignIn ? Task.FromResult<HttpResponseMessage?>(null) : throw new NotSupportedException("dead");

        var dead = await days.PassAsync();
        var (signIns, calls) = (days.Line.SignIns, days.Line.Calls.Count);
        days.Line.Mend();
        var next = await days.PassAsync();

        Assert.That((dead.Status, signIns, calls), Is.EqualTo((PassStatus.Failed, 1, 1)));
        Assert.That((next.Status, days.Line.SignIns), Is.EqualTo((PassStatus.Ok, 2)));
        await days.AssertEndsWellAsync();
    }

    [Test]
    public async Task P19_F12_Stopped_while_a_token_is_rotated_the_next_start_signs_in()
    {
        await using var days = await SalesDays.BeginAsync(play, configure: Refreshing, rotates: true);
        using var stop = new CancellationTokenSource();
        days.Line.Trouble = async call =>
        {
            if (call.Kind != CrmCall.SignIn)
                return null;

            var answer = await call.PassOn(call.Body);
            days.Stage.Clock.Patience = TimeSpan.Zero;
            await stop.CancelAsync();
            return answer;
        };

        using (var worker = await days.Stage.WorkAsync())
            await Assert.ThatAsync(() => worker.RunPassAsync(stop.Token), Throws.InstanceOf<OperationCanceledException>());
        days.Line.Mend();
        days.Stage.Clock.Patience = TimeSpan.FromMinutes(10);
        var next = await days.PassAsync();

        Assert.That((next.Status, days.Line.SignIns), Is.EqualTo((PassStatus.Ok, 2)));
        await days.AssertEndsWellAsync();
    }

    /// <summary>At the second page, and at the first write, the token in use ends; what is asked with it later is refused too.</summary>
    static void EndTokens(SalesDays days, bool refuses)
    {
        HashSet<string?> ended = [];
        var (pages, writes) = (0, 0);
        days.Line.Trouble = call =>
        {
            var token = call.Request.Headers.Authorization?.Parameter;
            if ((call.ReadsRecords && ++pages == 2) || (call.Writes && ++writes == 1))
                ended.Add(token);
            return Task.FromResult(
                call.Kind != CrmCall.SignIn && ended.Contains(token) ? Replies.Of(HttpStatusCode.Unauthorized, "")(call)
                : call.Kind == CrmCall.SignIn && refuses && pages >= 2 ? Replies.Of(HttpStatusCode.BadRequest, """{"error":"invalid_grant"}""")(call)
                : null);
        };
    }

    static ConnectionOptions Refreshing(ConnectionOptions connection) => connection with
    {
        Auth = new()
        {
            Flow = AuthFlow.RefreshToken,
            ClientId = "sandbox-client",
            ClientSecret = "sandbox-secret",
            RefreshToken = "sandbox-refresh-token",
        },
    };
}
