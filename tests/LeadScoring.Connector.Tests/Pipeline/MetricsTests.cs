using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Pipeline;
using Microsoft.AspNetCore.Http;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>The meter is one for the process, so every test has a connection of its own name.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[TestFixtureSource(typeof(Play), nameof(Play.EachCrm))]
sealed class MetricsTests(Play play)
{
    readonly string name = $"measured-{Guid.NewGuid():n}";
    bool isDown;

    [Test]
    public async Task The_time_from_hot_to_the_first_approach_is_measured_once()
    {
        await using var stage = await OpenAsync(
            Model.Signalling("called: { on: call.inbound, points: 1 }, made: { on: call.outbound, points: 0, interaction: false }"));
        using var measured = new Measured(name);
        var id = stage.Person(Status.Working);
        var since = stage.Now;
        await stage.PassAsync();

        stage.Clock.Advance(TimeSpan.FromMinutes(41));
        stage.Exchange.Call(id);
        var contacted = stage.Now;
        await stage.PassAsync();
        stage.Exchange.Call(id);
        await stage.PassAsync();

        Assert.That(measured.Of("lead_scoring.response_time"), Is.EqualTo([$"{(contacted - since).TotalSeconds}"]));
    }

    [Test]
    public async Task Passes_changes_crossings_and_calls_add_up_to_the_reports()
    {
        await using var stage = await OpenAsync(new());
        using var measured = new Measured(name);
        var id = stage.Person(Status.Working);
        var first = await stage.PassAsync();
        stage.SetStatus(id, Status.Open);
        var second = await stage.PassAsync();

        Assert.That(measured.Of("lead_scoring.passes"), Is.EqualTo(["1 status=ok", "1 status=ok"]));
        Assert.That(measured.Of("lead_scoring.crossings"), Is.EqualTo(["1 to=hot", "1 to=cold"]));
        Assert.That(measured.Sum("lead_scoring.changes"), Is.EqualTo(first.Changes + second.Changes).And.Positive);
        Assert.That(measured.Sum("lead_scoring.calls"), Is.EqualTo(first.Calls + second.Calls).And.Positive);
    }

    [Test]
    public async Task Alerts_that_were_sent_are_counted()
    {
        await using var stage = await OpenAsync(new() { More = "on_hot: { activity: {} }" });
        await stage.PassAsync();
        using var measured = new Measured(name);
        stage.Person(Status.Working);

        var report = await stage.PassAsync();

        Assert.That((measured.Sum("lead_scoring.alerts"), report.Alerts), Is.EqualTo((1d, 1)));
    }

    [Test]
    public async Task A_pass_that_fails_is_counted_as_such()
    {
        await using var stage = await OpenAsync(new());
        using var measured = new Measured(name);
        isDown = true;

        await stage.TryPassAsync();

        Assert.That(measured.Of("lead_scoring.passes"), Is.EqualTo(["1 status=failed"]));
    }

    [Test]
    public async Task A_crossing_that_could_not_be_kept_is_counted_when_it_is()
    {
        await using var stage = await OpenAsync(new());
        using var measured = new Measured(name);
        stage.Person(Status.Working);
        await stage.SetAsync("create trigger full before insert on ledger begin select raise(abort, 'disk full'); end");
        await stage.TryPassAsync();
        var before = measured.Of("lead_scoring.crossings").ToList();
        await stage.SetAsync("drop trigger full");

        await stage.PassAsync();

        Assert.That(before, Is.Empty);
        Assert.That(measured.Of("lead_scoring.crossings"), Is.EqualTo(["1 to=hot"]));
        Assert.That(measured.Of("lead_scoring.passes"), Is.EqualTo(["1 status=failed", "1 status=ok"]));
    }

    [Test]
    public async Task A_dry_run_counts_nothing()
    {
        await using var stage = await OpenAsync(new());
        using var measured = new Measured(name);
        stage.Person(Status.Working);

        var report = await stage.DryPassAsync();

        Assert.That(report.BecameHot, Is.EqualTo(1));
        Assert.That(measured.Of("lead_scoring.passes").Concat(measured.Of("lead_scoring.crossings")), Is.Empty);
    }

    async Task<Stage> OpenAsync(Model model)
    {
        var stage = await Stage.OpenAsync(play, model, intercept: RefuseAsync);
        stage.Connection = stage.Connection with { Name = name };
        return stage;
    }

    Task<bool> RefuseAsync(HttpContext context)
    {
        if (isDown)
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.FromResult(isDown);
    }
}
