using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Tests.Pipeline;
using Microsoft.AspNetCore.Http;

namespace LeadScoring.Connector.Tests.Crm;

/// <summary>Whole passes of a CRM that asks to wait. The clock runs while they wait.</summary>
[TestFixtureSource(typeof(Play), nameof(Play.EachCrm))]
sealed class ThrottlingTests(Play play)
{
    int seen;

    [Test]
    public async Task P18_With_every_third_call_refused_the_pass_comes_to_its_end()
    {
        await using var stage = await OpenAsync(context => ++seen % 3 == 0 && !IsSignIn(context) ? RefuseAsync(context) : Task.FromResult(false));
        var ids = stage.People(30, Status.Working);

        var report = await PatientlyAsync(stage);

        Assert.That(report.Status, Is.EqualTo(PassStatus.Ok));
        Assert.That(ids.Select(stage.Hot), Is.All.True);
    }

    [Test]
    public async Task F02_Refused_for_good_the_pass_is_degraded_and_the_next_one_goes_on()
    {
        var refuse = false;
        await using var stage = await OpenAsync(context => refuse && !IsSignIn(context) ? RefuseAsync(context) : Task.FromResult(false));
        stage.Person(Status.Working);
        await PatientlyAsync(stage);
        var later = stage.Person(Status.Working);

        refuse = true;
        var degraded = await PatientlyAsync(stage);
        refuse = false;
        var next = await PatientlyAsync(stage);

        Assert.That((degraded.Status, degraded.ExitCode, degraded.Calls), Is.EqualTo((PassStatus.Degraded, 3, 6 + SignIns(degraded))));
        Assert.That(degraded.Problems.Select(problem => problem.Code), Is.EqualTo(["throttled"]));
        Assert.That((next.Status, stage.Hot(later)), Is.EqualTo((PassStatus.Ok, true)));
    }

    [Test]
    public async Task F01_No_call_comes_before_the_crm_allows_it()
    {
        var times = new List<DateTimeOffset>();
        Stage? stage = null;
        await using var opened = stage = await OpenAsync(context =>
        {
            if (IsSignIn(context))
                return Task.FromResult(false);

            times.Add(stage?.Now ?? default);
            return times.Count == 1 ? RefuseAsync(context, "7") : Task.FromResult(false);
        });

        var report = await PatientlyAsync(opened);

        Assert.That(report.Status, Is.EqualTo(PassStatus.Ok));
        Assert.That(times[1] - times[0], Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(7)));
    }

    static int SignIns(PassReport report) => report.CallsByKind.GetValueOrDefault(CrmCall.SignIn);

    static bool IsSignIn(HttpContext context) => context.Request.Path.Value?.EndsWith("/token", StringComparison.Ordinal) == true;

    static Task<bool> RefuseAsync(HttpContext context, string? retryAfter = null)
    {
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = retryAfter;
        return Task.FromResult(true);
    }

    async Task<Stage> OpenAsync(Func<HttpContext, Task<bool>> intercept)
    {
        var stage = await Stage.OpenAsync(play, intercept: intercept);
        stage.Connection = stage.Connection with { Timeout = TimeSpan.FromHours(10) };
        return stage;
    }

    /// <summary>While the pass runs, a moment of this machine is a second of its clock.</summary>
    static async Task<PassReport> PatientlyAsync(Stage stage)
    {
        var pass = stage.TryPassAsync();
        while (!pass.IsCompleted)
        {
            await Task.WhenAny(pass, Task.Delay(TimeSpan.FromMilliseconds(5)));
            stage.Clock.Advance(TimeSpan.FromMilliseconds(500));
        }

        return await pass;
    }
}
