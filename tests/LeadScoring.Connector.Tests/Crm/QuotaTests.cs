using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Store;
using LeadScoring.Connector.Tests.Faults;
using LeadScoring.Connector.Tests.Pipeline;
using Microsoft.AspNetCore.Http;

namespace LeadScoring.Connector.Tests.Crm;

/// <summary>Whole passes of an account whose daily allocation runs out.</summary>
[TestFixtureSource(typeof(Play), nameof(Play.EachCrm))]
sealed class QuotaTests(Play play)
{
    [Test]
    public async Task P16_Over_OrgStop_no_further_call_is_made_and_the_pass_is_paused()
    {
        await using var stage = await UsedAsync(81);

        var report = await stage.TryPassAsync();

        Assert.That((report.Status, report.ExitCode), Is.EqualTo((PassStatus.Paused, 3)));
        Assert.That(report.Problems.Select(problem => problem.Code), Is.EqualTo(["quota"]));
        Assert.That(ApiCalls(report), Is.EqualTo(1));
    }

    [Test]
    public async Task P16_At_OrgStop_itself_work_goes_on()
    {
        await using var stage = await OpenAsync();
        var line = new BadLine(stage.Clock) { Trouble = TellsAsync(80_000) };
        stage.Network = line.Open;
        stage.Connection = stage.Connection with { OrgStop = 0.8 };

        var at = await stage.PassAsync();
        stage.Clock.Advance(TimeSpan.FromHours(2));
        line.Trouble = TellsAsync(80_001);
        var over = await stage.TryPassAsync();

        Assert.That((at.Status, over.Status), Is.EqualTo((PassStatus.Ok, PassStatus.Paused)));
    }

    /// <summary>Every answer says that the account has used so many of its 100,000 calls.</summary>
    static Func<Call, Task<HttpResponseMessage?>> TellsAsync(int used) => async call =>
    {
        if (call.Kind == CrmCall.SignIn)
            return null;

        var answer = await call.PassOn(call.Body);
        var left = 100_000 - used;
        foreach (var (name, value) in new[] { ("Sforce-Limit-Info", $"api-usage={used}/100000"), ("X-HubSpot-RateLimit-Daily-Remaining", $"{left}") })
        {
            if (answer.Headers.Remove(name))
                answer.Headers.TryAddWithoutValidation(name, value);
        }

        return answer;
    };

    [Test]
    public async Task P16_A_paused_connection_looks_once_in_15_minutes_across_restarts()
    {
        await using var stage = await UsedAsync(81);
        await stage.TryPassAsync();

        var calls = new List<int>();
        for (var minute = 0; minute < 60; minute += 5)
        {
            stage.Clock.Advance(TimeSpan.FromMinutes(5));
            var report = await stage.TryPassAsync();
            Assert.That(report.Status, Is.EqualTo(PassStatus.Paused));
            calls.Add(ApiCalls(report));
        }

        Assert.That(calls, Is.EqualTo([0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1]));
    }

    [Test]
    public async Task P16_When_there_is_room_again_the_pass_goes_on_where_it_stopped()
    {
        await using var stage = await UsedAsync(81);
        var id = stage.Person(Status.Working);
        await stage.TryPassAsync();
        stage.Clock.Advance(TimeSpan.FromHours(25));

        await stage.PassAsync();

        Assert.That(stage.Hot(id));
    }

    [Test]
    public async Task P16_A_paused_connection_goes_on_where_the_crm_serves_nothing_but_what_a_pass_needs()
    {
        await using var stage = await Stage.OpenAsync(play, intercept: async context =>
        {
            string[] special = ["/limits", "/account-info", "/owners"];
            if (!special.Any(path => context.Request.Path.Value!.Contains(path, StringComparison.Ordinal))) // a request has a path
                return false;

            context.Response.StatusCode = StatusCodes.Status404NotFound;
            await context.Response.WriteAsync("");
            return true;
        });
        Allow(stage, 100_000);
        Use(stage, 81_000);
        var id = stage.Person(Status.Working);
        var paused = await stage.TryPassAsync();
        stage.Clock.Advance(TimeSpan.FromHours(25));

        await stage.PassAsync();

        Assert.That((paused.Status, stage.Hot(id)), Is.EqualTo((PassStatus.Paused, true)));
    }

    [Test]
    public async Task P16_The_share_of_this_connection_is_counted_over_24_hours()
    {
        await using var stage = await OpenAsync();
        stage.Connection = stage.Connection with { CallShare = 0.0004 };
        Allow(stage, 100_000);
        await stage.PassAsync();

        PassReport report;
        var made = 0;
        do
        {
            stage.Clock.Advance(TimeSpan.FromMinutes(20));
            report = await stage.TryPassAsync();
            made += report.Calls;
        }
        while (report.Status == PassStatus.Ok && made < 200);

        Assert.That((report.Status, report.ExitCode), Is.EqualTo((PassStatus.Paused, 3)));
        Assert.That(report.Problems.Select(problem => problem.Code), Is.EqualTo(["call_share"]));
        Assert.That(await new CallBook(stage.Database, stage.Connection.Name).TakeAsync(1, 40, stage.Now, CancellationToken.None), Is.Zero);
        stage.Clock.Advance(TimeSpan.FromHours(26));
        Assert.That((await stage.TryPassAsync()).Status, Is.EqualTo(PassStatus.Ok));
    }

    [Test]
    public async Task P16_The_calls_of_a_dry_run_count()
    {
        await using var stage = await OpenAsync();

        var report = await stage.DryPassAsync();

        var left = await new CallBook(stage.Database, stage.Connection.Name).TakeAsync(1000, 1000, stage.Now, CancellationToken.None);
        Assert.That(left, Is.EqualTo(1000 - report.Calls));
    }

    [Test]
    public async Task F03_A_used_up_day_is_no_success_and_no_further_call_is_made()
    {
        await using var stage = await OpenAsync(strict: true);
        stage.Connection = stage.Connection with { OrgStop = 1 };
        Use(stage, 100_000);

        var first = await stage.TryPassAsync();
        var second = await stage.TryPassAsync();

        Assert.That((first.Status, ApiCalls(first)), Is.EqualTo((PassStatus.Paused, 1)));
        Assert.That((second.Status, second.Calls), Is.EqualTo((PassStatus.Paused, 0)));
    }

    static int ApiCalls(PassReport report) => report.Calls - report.CallsByKind.GetValueOrDefault(CrmCall.SignIn);

    async Task<Stage> UsedAsync(int percent)
    {
        var stage = await OpenAsync();
        Use(stage, percent * 1000);
        return stage;
    }

    async Task<Stage> OpenAsync(bool strict = false)
    {
        var stage = await Stage.OpenAsync(play, strict: strict);
        Allow(stage, 100_000);
        return stage;
    }

    static void Allow(Stage stage, int calls)
    {
        stage.Host.World.Salesforce.DailyCalls = calls;
        stage.Host.World.HubSpot.DailyCalls = calls;
    }

    static void Use(Stage stage, int calls)
    {
        stage.Host.World.Salesforce.UseCalls(calls);
        stage.Host.World.HubSpot.UseCalls(calls);
    }
}
