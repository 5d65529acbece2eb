using System.Net;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Store;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>Alerts that are no news any more.</summary>
[TestFixtureSource(typeof(Play), nameof(Play.EachCrm))]
sealed class AlertNewsTests(Play play)
{
    [Test]
    public async Task An_alert_of_a_lead_that_has_cooled_meanwhile_is_no_news()
    {
        await using var stage = await AlertStages.LiveAsync(play, "webhook: {}");
        var hooks = stage.Catch();
        hooks.Answer = HttpStatusCode.ServiceUnavailable;
        var id = await stage.HotAsync();

        hooks.Answer = HttpStatusCode.OK;
        stage.SetHot(id, false);
        stage.Clock.Advance(TimeSpan.FromMinutes(2));
        await stage.PassAsync();

        Assert.That((hooks.Received.Count, await stage.WaitingAlertsAsync()), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task An_alert_that_could_not_be_sent_while_it_was_news_is_a_dead_letter()
    {
        await using var stage = await AlertStages.LiveAsync(play, "webhook: {}");
        var hooks = stage.Catch();
        hooks.Answer = HttpStatusCode.BadRequest;
        var ids = (Asked: await stage.WarmAsync(), Late: await stage.WarmAsync());
        stage.SetStatus(ids.Asked, Status.Working);
        await stage.PassAsync();
        hooks.Answer = HttpStatusCode.ServiceUnavailable;
        stage.SetStatus(ids.Late, Status.Working);
        await stage.PassAsync();

        hooks.Answer = HttpStatusCode.OK;
        stage.Clock.Advance(TimeSpan.FromHours(30));
        var report = await stage.PassAsync();
        var dead = await stage.DeadAlertsAsync();
        await Retries.AskAsync(stage.Database, stage.Connection.Name, stage.Now, CancellationToken.None);
        await stage.PassAsync();

        Assert.That((report.Status, report.Problems.Single().Code, dead), Is.EqualTo((PassStatus.Degraded, "alerts_dead", 2)));
        Assert.That(hooks.Received.Select(hook => hook.Leads[0]), Is.EqualTo([ids.Asked, ids.Late, ids.Asked, ids.Late]));
    }

    [Test]
    public async Task What_a_person_had_sent_late_is_answered_before_it_is_forgotten()
    {
        await using var stage = await AlertStages.LiveAsync(play, "webhook: {}");
        var hooks = stage.Catch();
        hooks.Answer = HttpStatusCode.BadRequest;
        await stage.HotAsync();

        hooks.Answer = HttpStatusCode.OK;
        stage.Clock.Advance(TimeSpan.FromDays(40));
        var request = await Retries.AskAsync(stage.Database, stage.Connection.Name, stage.Now, CancellationToken.None);
        await stage.PassAsync();

        Assert.That(await Retries.AnswerAsync(stage.Database, request, CancellationToken.None), Is.EqualTo(new RetryAnswer(1, 1, 0)));
    }

    [Test]
    public async Task A_retry_whose_pass_fails_is_answered_by_the_next_one()
    {
        await using var stage = await AlertStages.LiveAsync(play, "webhook: {}");
        var hooks = stage.Catch();
        hooks.Answer = HttpStatusCode.BadRequest;
        await stage.HotAsync();

        hooks.Answer = HttpStatusCode.OK;
        stage.SetStatus(await stage.WarmAsync(), Status.Interested);
        var request = await Retries.AskAsync(stage.Database, stage.Connection.Name, stage.Now, CancellationToken.None);
        await stage.TryPassAsync(crm => new BrokenWriting(crm));
        await stage.PassAsync();

        Assert.That(await Retries.AnswerAsync(stage.Database, request, CancellationToken.None), Is.EqualTo(new RetryAnswer(1, 1, 0)));
    }

    [Test]
    public async Task What_was_sent_is_forgotten_after_a_month()
    {
        await using var stage = await AlertStages.LiveAsync(play, "activity: {}");
        await stage.HotAsync();

        stage.Clock.Advance(TimeSpan.FromDays(31));
        await stage.PassAsync();

        Assert.That(await stage.CountAsync("select count(*) from alert"), Is.Zero);
    }

    [Test]
    public async Task Alerts_without_a_way_wait_for_it_degrade_no_pass_and_are_forgotten_when_they_are_no_news()
    {
        var way = play.Crm == CrmKind.Salesforce ? "notification: {}" : "mail: { to: owner }";
        await using var stage = await Stage.OpenAsync(play, new() { More = $"on_hot: {{ {way} }}" });
        await stage.PassAsync();
        var id = await stage.WarmAsync();

        stage.SetStatus(id, Status.Working);
        var report = await stage.PassAsync();
        var waiting = await stage.WaitingAlertsAsync();
        stage.Clock.Advance(TimeSpan.FromHours(25));
        var later = await stage.PassAsync();

        Assert.That((report.Status, report.Problems.Single().Code, waiting), Is.EqualTo((PassStatus.Ok, "alerts_waiting", 1)));
        Assert.That((later.Problems.Count, await stage.WaitingAlertsAsync(), await stage.DeadAlertsAsync()), Is.EqualTo((0, 0, 0)));
    }

    [Test]
    public async Task What_a_mapping_no_longer_asks_for_is_not_sent_any_more()
    {
        await using var stage = await AlertStages.LiveAsync(play, "webhook: {}");
        var hooks = stage.Catch();
        hooks.Answer = HttpStatusCode.ServiceUnavailable;
        await stage.HotAsync();

        stage.Mapping(new Model());
        await stage.PassAsync();
        stage.Clock.Advance(TimeSpan.FromMinutes(2));
        await stage.PassAsync();

        Assert.That((hooks.Received.Count, await stage.WaitingAlertsAsync()), Is.EqualTo((1, 0)));
    }
}
