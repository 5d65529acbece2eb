using System.Net;
using LeadScoring.Connector.Alerts;
using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Store;
using Microsoft.AspNetCore.Http;

namespace LeadScoring.Connector.Tests.Pipeline;

[TestFixtureSource(typeof(Play), nameof(Play.EachCrm))]
sealed class AlertDeliveryTests(Play play)
{
    const string Luca = "luca.bianchi@example.com";
    const string Jane = "jane.doe@example.com";

    static readonly Uri chat = new("https://chat.example.com/hooks/secret");

    [TestCase(DiesAt.Before, "activity")]
    [TestCase(DiesAt.After, "activity")]
    [TestCase(DiesAt.Before, "notification")]
    [TestCase(DiesAt.After, "notification")]
    public async Task What_stands_on_the_record_is_there_exactly_once_wherever_the_process_died(DiesAt moment, string channel)
    {
        await using var stage = await LiveAsync($"{channel}: {{}}");
        var id = await WarmAsync(stage);

        stage.SetStatus(id, Status.Working);
        await stage.TryPassAsync(crm => new DyingCrm(crm, moment));
        await stage.PassAsync();
        await stage.PassAsync();

        var found = channel == "activity" ? stage.Activities(id) : stage.Notifications(id);
        var isBell = play.Crm == CrmKind.Salesforce && channel == "notification";
        Assert.That(found, Has.Count.EqualTo(isBell && moment == DiesAt.After ? 2 : 1), "only the bell cannot be looked up");
        Assert.That(await WaitingAsync(stage), Is.Zero);
    }

    [Test]
    public async Task An_alert_is_kept_with_its_crossing_and_sent_by_the_next_pass_when_this_one_dies()
    {
        await using var stage = await LiveAsync("activity: {}");
        var id = await WarmAsync(stage);

        stage.SetStatus(id, Status.Working);
        await stage.TryPassAsync(crm => new BrokenWriting(crm));
        var kept = (Waiting: await WaitingAsync(stage), There: stage.Activities(id).Count);
        await stage.PassAsync();

        Assert.That((kept, stage.Activities(id).Count), Is.EqualTo(((1, 0), 1)));
    }

    [Test]
    public async Task An_alert_without_an_answer_is_looked_for_before_it_is_sent_again()
    {
        var loses = false;
        await using var stage = await LiveAsync("activity: {}", intercept: async call =>
        {
            if (!loses || !IsCreation(call))
                return false;
            loses = false;
            await Task.CompletedTask;
            call.Response.StatusCode = 503;
            return true;
        });
        var id = await WarmAsync(stage);

        loses = true;
        stage.SetStatus(id, Status.Working);
        var lost = await stage.PassAsync();
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        var next = await stage.PassAsync();

        Assert.That((lost.Status, lost.Alerts, next.Status, next.Alerts), Is.EqualTo((PassStatus.Degraded, 0, PassStatus.Ok, 1)));
        Assert.That(stage.Activities(id), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_webhook_says_what_chat_tools_show_and_what_programs_read()
    {
        await using var stage = await LiveAsync("webhook: {}");
        var hooks = Catch(stage);
        var id = stage.Person(Status.Open, Luca);
        stage.SetName(id, "<!channel> & Sons");
        await stage.PassAsync();

        stage.SetStatus(id, Status.Working);
        await stage.PassAsync();

        var hook = hooks.Received.Single();
        Assert.That(hook.Text, Does.StartWith("This lead is responding well to your outreach\n").And.Contain("&lt;!channel&gt; &amp; Sons"));
        var lead = hook.Json.GetProperty("leads")[0];
        Assert.That(lead.GetProperty("id").GetString(), Is.EqualTo(id));
        Assert.That(lead.GetProperty("name").GetString(), Is.EqualTo("Ada <!channel> & Sons"));
        Assert.That(lead.GetProperty("score").GetDecimal(), Is.EqualTo(7));
    }

    [Test]
    public async Task A_webhook_is_signed_over_its_time_and_body()
    {
        await using var stage = await LiveAsync("webhook: {}");
        var hooks = Catch(stage);
        var id = await WarmAsync(stage);

        stage.SetStatus(id, Status.Working);
        await stage.PassAsync();

        var hook = hooks.Received.Single();
        var expected = WebhookCall.Sign("hook-secret", hook.Headers[WebhookCall.TimestampHeader], System.Text.Encoding.UTF8.GetBytes(hook.Body));
        Assert.That(hook.Headers[WebhookCall.SignatureHeader], Is.EqualTo(expected));
        Assert.That(hook.Headers[WebhookCall.TimestampHeader], Is.EqualTo($"{stage.Now.ToUnixTimeSeconds()}"));
    }

    [Test]
    public async Task A_webhook_whose_answer_is_lost_is_repeated_with_the_same_id()
    {
        await using var stage = await LiveAsync("webhook: {}");
        var hooks = Catch(stage);
        var id = await WarmAsync(stage);

        hooks.Loses = _ => true;
        stage.SetStatus(id, Status.Working);
        await stage.PassAsync();
        hooks.Loses = null;
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        await stage.PassAsync();
        await stage.PassAsync();

        Assert.That(hooks.Received, Has.Count.EqualTo(2));
        Assert.That(hooks.Received.Select(hook => hook.Id).Distinct(), Has.Exactly(1).Items);
    }

    [Test]
    public async Task A_receiver_that_does_not_answer_holds_up_a_pass_once_and_misses_nothing()
    {
        await using var stage = await LiveAsync("webhook: {}, activity: {}");
        var hooks = Catch(stage);
        var ids = stage.People(4, Status.Open, Luca);
        await stage.PassAsync();
        foreach (var id in ids)
            stage.SetStatus(id, Status.Working);

        hooks.Loses = _ => true;
        await stage.PassAsync();
        var attempts = hooks.Received.Count;
        hooks.Loses = null;
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        await stage.PassAsync();

        Assert.That(attempts, Is.EqualTo(1));
        Assert.That(hooks.Received.SelectMany(hook => hook.Leads).Distinct(), Is.EquivalentTo(ids));
        Assert.That(ids.Select(id => stage.Activities(id).Count), Is.All.EqualTo(1));
    }

    [Test]
    public async Task Many_alerts_let_the_next_pass_have_its_turn_and_go_on_in_it()
    {
        await using var stage = await LiveAsync("webhook: {}");
        var hooks = Catch(stage);
        var ids = stage.People(4, Status.Open, Luca);
        await stage.PassAsync();
        foreach (var id in ids)
            stage.SetStatus(id, Status.Working);

        hooks.Takes = () => stage.Clock.Advance(TimeSpan.FromSeconds(12));
        List<int> sent = [];
        for (var pass = 0; pass < 3; pass++)
            sent.Add((await stage.PassAsync()).Alerts);

        Assert.That(sent, Is.EqualTo([3, 1, 0]));
        Assert.That(hooks.Received.SelectMany(hook => hook.Leads), Is.EquivalentTo(ids));
    }

    [Test]
    public async Task A_failing_alert_is_tried_again_at_growing_intervals_and_given_up_in_the_end()
    {
        await using var stage = await LiveAsync("webhook: {}");
        var hooks = Catch(stage);
        hooks.Answer = HttpStatusCode.ServiceUnavailable;
        var id = await WarmAsync(stage);
        stage.SetStatus(id, Status.Working);

        List<TimeSpan> at = [];
        PassReport? last = null;
        var begin = stage.Now;
        for (var hour = 0; hour < 30 && await DeadAsync(stage) == 0; hour++)
        {
            for (var minute = 0; minute < 60; minute += minute < 10 && hour == 0 ? 1 : 10)
            {
                var before = hooks.Received.Count;
                last = await stage.PassAsync();
                if (hooks.Received.Count > before)
                    at.Add(stage.Now - begin);
                stage.Clock.Advance(TimeSpan.FromMinutes(minute < 10 && hour == 0 ? 1 : 10));
                if (await DeadAsync(stage) > 0)
                    break;
            }
        }

        Assert.That(at, Has.Count.EqualTo(AlertBox.Tries));
        Assert.That(at[1] - at[0], Is.EqualTo(TimeSpan.FromMinutes(1)));
        Assert.That(at[2] - at[1], Is.EqualTo(TimeSpan.FromMinutes(2)));
        Assert.That(at[^1] - at[^2], Is.GreaterThanOrEqualTo(TimeSpan.FromHours(4)));
        Assert.That(last?.Problems.Select(problem => problem.Code), Does.Contain("alerts_dead"));
        Assert.That((await stage.PassAsync()).Status, Is.EqualTo(PassStatus.Ok), "what is given up is shown by status and degrades no pass");
    }

    [Test]
    public async Task A_refused_alert_is_given_up_at_once_and_holds_up_no_other()
    {
        await using var stage = await LiveAsync("webhook: {}, activity: {}");
        var hooks = Catch(stage);
        hooks.Answer = HttpStatusCode.BadRequest;
        var id = await WarmAsync(stage);

        stage.SetStatus(id, Status.Working);
        var report = await stage.PassAsync();

        Assert.That((report.Status, report.Alerts, await DeadAsync(stage)), Is.EqualTo((PassStatus.Degraded, 1, 1)));
        Assert.That(stage.Activities(id), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Beyond_the_ceiling_one_digest_tells_of_all_the_others_and_the_next_comes_an_hour_later()
    {
        await using var stage = await LiveAsync("webhook: {}, activity: {}");
        stage.Alerts = stage.Alerts with { PerHour = 2 };
        var hooks = Catch(stage);
        var ids = stage.People(7, Status.Open, Luca);
        await stage.PassAsync();

        foreach (var id in ids.Take(5))
            stage.SetStatus(id, Status.Working);
        await stage.PassAsync();
        var first = hooks.Received.ConvertAll(hook => hook.Leads.Count);
        foreach (var id in ids.Skip(5))
            stage.SetStatus(id, Status.Working);
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
        await using var stage = await LiveAsync("webhook: {}");
        stage.Alerts = stage.Alerts with { PerHour = 1 };
        var hooks = Catch(stage);
        var ids = stage.People(4, Status.Open, Luca);
        await stage.PassAsync();
        foreach (var id in ids)
            stage.SetStatus(id, Status.Working);

        hooks.Loses = hook => hook.Leads.Count > 1;
        await stage.PassAsync();
        hooks.Loses = null;
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        await stage.PassAsync();

        var digests = hooks.Received.Where(hook => hook.Leads.Count == 3).ToList();
        Assert.That(digests, Has.Count.EqualTo(2));
        Assert.That(digests[0].Body, Is.EqualTo(digests[1].Body));
        Assert.That(await WaitingAsync(stage), Is.Zero);
    }

    [Test]
    public async Task Alerts_without_a_way_wait_for_it_degrade_no_pass_and_are_forgotten_when_they_are_no_news()
    {
        var way = play.Crm == CrmKind.Salesforce ? "notification: {}" : "mail: { to: owner }";
        await using var stage = await Stage.OpenAsync(play, new() { More = $"on_hot: {{ {way} }}" });
        await stage.PassAsync();
        var id = await WarmAsync(stage);

        stage.SetStatus(id, Status.Working);
        var report = await stage.PassAsync();
        var waiting = await WaitingAsync(stage);
        stage.Clock.Advance(TimeSpan.FromHours(25));
        var later = await stage.PassAsync();

        Assert.That((report.Status, report.Problems.Single().Code, waiting), Is.EqualTo((PassStatus.Ok, "alerts_waiting", 1)));
        Assert.That((later.Problems.Count, await WaitingAsync(stage), await DeadAsync(stage)), Is.EqualTo((0, 0, 0)));
    }

    [Test]
    public async Task What_a_mapping_no_longer_asks_for_is_not_sent_any_more()
    {
        await using var stage = await LiveAsync("webhook: {}");
        var hooks = Catch(stage);
        hooks.Answer = HttpStatusCode.ServiceUnavailable;
        var id = await WarmAsync(stage);
        stage.SetStatus(id, Status.Working);
        await stage.PassAsync();

        stage.Mapping(new Model());
        await stage.PassAsync();
        stage.Clock.Advance(TimeSpan.FromMinutes(2));
        await stage.PassAsync();

        Assert.That((hooks.Received.Count, await WaitingAsync(stage)), Is.EqualTo((1, 0)));
    }

    bool IsCreation(HttpContext call) => call.Request.Method == "POST"
        && (call.Request.Path.Value ?? "").EndsWith(play.Crm == CrmKind.Salesforce ? "/sobjects/Task" : "/notes", StringComparison.Ordinal);

    static Hooks Catch(Stage stage)
    {
        var hooks = new Hooks();
        stage.Hooks = hooks;
        return hooks;
    }

    async Task<Stage> LiveAsync(string onHot, Func<HttpContext, Task<bool>>? intercept = null)
    {
        var stage = await Stage.OpenAsync(play, new() { More = $"on_hot: {{ {onHot} }}" }, intercept: intercept);
        stage.Alerts = new() { WebhookUrl = chat, WebhookSecret = "hook-secret", FallbackTo = Jane };
        if (play.Crm == CrmKind.Salesforce)
            stage.AddNotificationType();
        await stage.PassAsync();
        return stage;
    }

    /// <summary>A person who is known and not hot yet.</summary>
    static async Task<string> WarmAsync(Stage stage)
    {
        var id = stage.Person(Status.Open, Luca);
        await stage.PassAsync();
        return id;
    }

    static Task<int> WaitingAsync(Stage stage) => stage.CountAsync("select count(*) from alert where state in (0, 1)");

    static Task<int> DeadAsync(Stage stage) => stage.CountAsync("select count(*) from alert where state = 3");
}
