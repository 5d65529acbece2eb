using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Pipeline;
using Microsoft.AspNetCore.Http;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>Luca belongs to the group, Jane does not.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[TestFixtureSource(typeof(Play), nameof(Play.Every))]
sealed class LayerRequirementsTests(Play play)
{
    const string Luca = "luca.bianchi@example.com";
    const string Jane = "jane.doe@example.com";

    readonly string group = play.Crm == CrmKind.Salesforce ? "EMEA SDR" : "Équipe Lyon";
    bool isRefused;

    [Test]
    public async Task R29_A_user_exception_holds_for_that_user_only()
    {
        await using var stage = await Stage.OpenAsync(
            play, new() { More = $"exceptions: {{ users: [ {{ user: {Jane}, scoring: {{ hot_at: 8 }} }} ] }}" });
        var ofJane = stage.Person(Status.Working, Jane);
        var ofLuca = stage.Person(Status.Working, Luca);

        await stage.PassAsync();

        Assert.That((stage.Hot(ofJane), stage.Hot(ofLuca)), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task R30_A_group_exception_holds_for_every_member()
    {
        await using var stage = await Stage.OpenAsync(play, InGroup("hot_at: 8"));
        var ofLuca = stage.Person(Status.Working, Luca);
        var ofJane = stage.Person(Status.Working, Jane);

        await stage.PassAsync();

        Assert.That((stage.Hot(ofLuca), stage.Hot(ofJane)), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task R30_Another_owner_brings_other_thresholds()
    {
        await using var stage = await Stage.OpenAsync(play, InGroup("hot_at: 8"));
        var id = stage.Person(Status.Working, Luca);
        await stage.PassAsync();

        stage.SetOwner(id, Jane);
        var at = stage.Now;
        await stage.PassAsync();

        Assert.That((stage.Hot(id), stage.HotSince(id)), Is.EqualTo((true, at)));
    }

    [Test]
    public async Task R30_Another_owner_brings_another_period_from_the_change_on()
    {
        await using var stage = await Stage.OpenAsync(play, InGroup("reset_after: 2d") with { Scoring = "hot_at: 5, reset_after: 10d" });
        var id = stage.Person(Status.Working, Jane);
        await stage.PassAsync();

        stage.Clock.Advance(TimeSpan.FromDays(1));
        stage.SetOwner(id, Luca);
        var at = stage.Now;
        await stage.PassAsync();

        Assert.That(stage.ResetsAt(id), Is.EqualTo(at.AddDays(2)));
    }

    [Test]
    public async Task R30_While_owners_cannot_be_read_those_last_known_keep_their_settings()
    {
        await using var stage = await Stage.OpenAsync(play, InGroup("hot_at: 8"), intercept: RefuseOwnersAsync);
        var one = stage.Person(Status.Working, Luca);
        await stage.PassAsync();

        isRefused = true;
        stage.Clock.Advance(TimeSpan.FromHours(2));
        var other = stage.Person(Status.Working, Luca);
        var report = await stage.PassAsync();

        Assert.That(report.Status, Is.EqualTo(PassStatus.Degraded));
        Assert.That((stage.Hot(one), stage.Hot(other)), Is.EqualTo((false, false)));
    }

    [Test]
    public async Task R30_Leads_whose_owners_could_not_be_read_at_first_are_judged_anew_when_they_can()
    {
        await using var stage = await Stage.OpenAsync(play, InGroup("hot_at: 8"), intercept: RefuseOwnersAsync);
        isRefused = true;
        var id = stage.Person(Status.Working, Luca);
        await stage.PassAsync();
        var unowned = stage.Hot(id);

        isRefused = false;
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        var report = await stage.PassAsync();

        Assert.That((unowned, stage.Hot(id), report.Status), Is.EqualTo((true, false, PassStatus.Ok)));
    }

    [Test]
    public async Task R30_A_group_that_nobody_belongs_to_disturbs_no_pass()
    {
        await using var stage = await Stage.OpenAsync(play, InGroup("hot_at: 8", "Nobody"));
        var id = stage.Person(Status.Working, Luca);

        var report = await stage.PassAsync();

        Assert.That((stage.Hot(id), report.Status), Is.EqualTo((true, PassStatus.Ok)));
    }

    async Task<bool> RefuseOwnersAsync(HttpContext context)
    {
        var address = Uri.UnescapeDataString($"{context.Request.Path}{context.Request.QueryString}").Replace('+', ' ');
        if (!isRefused || !(address.Contains("/owners", StringComparison.Ordinal) || address.Contains("FROM User", StringComparison.Ordinal)))
            return false;

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        await context.Response.WriteAsync("");
        return true;
    }

    Model InGroup(string scoring, string? name = null) => new() { More = $"exceptions: {{ groups: [ {{ group: {name ?? group}, scoring: {{ {scoring} }} }} ] }}" };
}
