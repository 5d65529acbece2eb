using System.Net;
namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>Many alerts at once.</summary>
[TestFixtureSource(typeof(Play), nameof(Play.EachCrm))]
sealed class AlertCeilingTests(Play play)
{
    [Test]
    public async Task A_digest_names_fifty_leads_and_counts_the_others()
    {
        await using var stage = await AlertStages.LiveAsync(play, "webhook: {}");
        stage.Alerts = stage.Alerts with { PerHour = 0 };
        var hooks = stage.Catch();
        var ids = await stage.WarmAsync(60);
        stage.SetStatus(ids, Status.Working);

        var report = await stage.PassAsync();

        var digest = hooks.Received.Single();
        Assert.That((report.Alerts, digest.Leads.Count, digest.Json.GetProperty("count").GetInt32()), Is.EqualTo((60, 50, 60)));
        Assert.That(digest.Text, Does.Contain("60 leads").And.Contain("... and 10 more"));
    }

    [Test]
    public async Task A_digest_that_is_sent_again_leaves_out_what_is_no_news_any_more()
    {
        await using var stage = await AlertStages.LiveAsync(play, "webhook: {}");
        stage.Alerts = stage.Alerts with { PerHour = 0 };
        var hooks = stage.Catch();
        hooks.Answer = HttpStatusCode.ServiceUnavailable;
        var ids = await stage.WarmAsync(2);
        stage.SetStatus(ids[0], Status.Working);
        stage.Clock.Advance(TimeSpan.FromHours(5));
        stage.SetStatus(ids[1], Status.Working);
        await stage.PassAsync();

        hooks.Answer = HttpStatusCode.OK;
        stage.Clock.Advance(TimeSpan.FromHours(20));
        await stage.PassAsync();

        Assert.That(hooks.Received[^1].Leads, Is.EqualTo([ids[1]]));
        Assert.That((await stage.DeadAlertsAsync(), await stage.CountAsync("select count(*) from alert where state = 2 and sent_at is not null")), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task What_rings_has_a_ceiling_in_both_CRMs()
    {
        await using var stage = await AlertStages.LiveAsync(play, "notification: {}, activity: {}");
        stage.Alerts = stage.Alerts with { PerHour = 2 };
        var ids = await stage.WarmAsync(6);
        stage.SetStatus(ids, Status.Working);

        var report = await stage.PassAsync();
        var rung = ids.SelectMany(id => stage.Notifications(id)).Select(entry => entry.Text).Distinct().Count();

        Assert.That((report.Alerts, rung, ids.Sum(id => stage.Activities(id).Count)), Is.EqualTo((12, 3, 6)));
    }

    [Test]
    public async Task Many_alerts_let_the_next_pass_of_a_worker_have_its_turn_and_go_on_in_it()
    {
        await using var stage = await AlertStages.LiveAsync(play, "webhook: {}");
        var hooks = stage.Catch();
        var ids = await stage.WarmAsync(4);
        stage.SetStatus(ids, Status.Working);

        hooks.Takes = () => stage.Clock.Advance(TimeSpan.FromSeconds(12));
        using var worker = await stage.WorkAsync();
        worker.TakeTurns();
        List<int> sent = [];
        for (var pass = 0; pass < 3; pass++)
            sent.Add((await worker.RunPassAsync(CancellationToken.None)).Alerts);

        Assert.That(sent, Is.EqualTo([3, 1, 0]));
        Assert.That(hooks.Received.SelectMany(hook => hook.Leads), Is.EquivalentTo(ids));
    }

    [Test]
    public async Task A_single_pass_sends_all_however_long_it_takes()
    {
        await using var stage = await AlertStages.LiveAsync(play, "webhook: {}");
        var hooks = stage.Catch();
        stage.SetStatus(await stage.WarmAsync(4), Status.Working);

        hooks.Takes = () => stage.Clock.Advance(TimeSpan.FromSeconds(12));
        var report = await stage.PassAsync();

        Assert.That(report.Alerts, Is.EqualTo(4));
    }

    [Test]
    public async Task Beyond_the_ceiling_one_digest_tells_of_all_the_others_and_the_next_comes_an_hour_later()
    {
        await using var stage = await AlertStages.LiveAsync(play, "webhook: {}, activity: {}");
        stage.Alerts = stage.Alerts with { PerHour = 2 };
        var hooks = stage.Catch();
        var ids = await stage.WarmAsync(7);

        stage.SetStatus(ids.Take(5), Status.Working);
        await stage.PassAsync();
        var first = hooks.Received.ConvertAll(hook => hook.Leads.Count);
        stage.SetStatus(ids.Skip(5), Status.Working);
        await stage.PassAsync();
        var meanwhile = hooks.Received.Count;
        stage.Clock.Advance(TimeSpan.FromMinutes(58));
        await stage.PassAsync();

        Assert.That(first, Is.EqualTo([1, 1, 3]));
        Assert.That(meanwhile, Is.EqualTo(3), "the others wait");
        Assert.That(hooks.Received.SelectMany(hook => hook.Leads), Is.EquivalentTo(ids));
        Assert.That(ids.Sum(id => stage.Activities(id).Count), Is.EqualTo(7), "timelines have no ceiling");
    }

    [Test]
    public async Task A_digest_whose_answer_is_lost_is_repeated_as_it_was()
    {
        await using var stage = await AlertStages.LiveAsync(play, "webhook: {}");
        stage.Alerts = stage.Alerts with { PerHour = 1 };
        var hooks = stage.Catch();
        var ids = await stage.WarmAsync(4);
        stage.SetStatus(ids, Status.Working);

        hooks.Loses = hook => hook.Leads.Count > 1;
        await stage.PassAsync();
        hooks.Loses = null;
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        await stage.PassAsync();

        var digests = hooks.Received.Where(hook => hook.Leads.Count == 3).ToList();
        Assert.That(digests, Has.Count.EqualTo(2));
        Assert.That(digests[0].Body, Is.EqualTo(digests[1].Body));
        Assert.That(await stage.WaitingAlertsAsync(), Is.Zero);
    }
}
