using System.Net;
using LeadScoring.Connector.Alerts;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Store;
using Microsoft.AspNetCore.Http;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>What becomes of an alert between the crossing and its receiver.</summary>
[TestFixtureSource(typeof(Play), nameof(Play.EachCrm))]
sealed class AlertDeliveryTests(Play play)
{
    [TestCase(DiesAt.Before, "activity")]
    [TestCase(DiesAt.After, "activity")]
    [TestCase(DiesAt.Before, "notification")]
    [TestCase(DiesAt.After, "notification")]
    public async Task What_stands_on_the_record_is_there_exactly_once_wherever_the_process_died(DiesAt moment, string channel)
    {
        await using var stage = await AlertStages.LiveAsync(play, $"{channel}: {{}}");
        var id = await stage.WarmAsync();

        stage.SetStatus(id, Status.Working);
        await stage.DyingPassAsync(moment);
        await stage.PassAsync();
        await stage.PassAsync();

        var found = channel == "activity" ? stage.Activities(id) : stage.Notifications(id);
        var isBell = play.Crm == CrmKind.Salesforce && channel == "notification";
        Assert.That(found, Has.Count.EqualTo(isBell && moment == DiesAt.After ? 2 : 1), "only the bell cannot be looked up");
        Assert.That(await stage.WaitingAlertsAsync(), Is.Zero);
    }

    [Test]
    public async Task An_alert_is_kept_with_its_crossing_and_sent_by_the_next_pass_when_this_one_dies()
    {
        await using var stage = await AlertStages.LiveAsync(play, "activity: {}");
        var id = await stage.WarmAsync();

        stage.SetStatus(id, Status.Working);
        await stage.TryPassAsync(crm => new BrokenWriting(crm));
        var kept = (Waiting: await stage.WaitingAlertsAsync(), There: stage.Activities(id).Count);
        await stage.PassAsync();

        Assert.That((kept, stage.Activities(id).Count), Is.EqualTo(((1, 0), 1)));
    }

    [Test]
    public async Task An_alert_without_an_answer_is_looked_for_before_it_is_sent_again()
    {
        var loses = false;
        await using var stage = await AlertStages.LiveAsync(play, "activity: {}", intercept: async call =>
        {
            if (!loses || !IsCreation(call))
                return false;
            loses = false;
            await Task.CompletedTask;
            call.Response.StatusCode = 503;
            return true;
        });
        var id = await stage.WarmAsync();

        loses = true;
        stage.SetStatus(id, Status.Working);
        var lost = await stage.PassAsync();
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        var next = await stage.PassAsync();

        Assert.That((lost.Status, lost.Alerts, next.Status, next.Alerts), Is.EqualTo((PassStatus.Degraded, 0, PassStatus.Ok, 1)));
        Assert.That(stage.Activities(id), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_may_be_there_is_not_sent_while_nobody_can_tell_whether_it_is()
    {
        var hides = false;
        await using var stage = await AlertStages.LiveAsync(play, "activity: {}", intercept: call =>
        {
            call.Response.StatusCode = hides && IsLookUp(call) ? 403 : 200;
            return Task.FromResult(call.Response.StatusCode == 403);
        });
        var id = await stage.WarmAsync();
        stage.SetStatus(id, Status.Working);
        await stage.DyingPassAsync(DiesAt.After);

        hides = true;
        var hidden = await stage.PassAsync();
        hides = false;
        stage.Clock.Advance(TimeSpan.FromMinutes(2));
        var found = await stage.PassAsync();

        Assert.That((hidden.Alerts, found.Alerts, stage.Activities(id).Count), Is.EqualTo((0, 1, 1)));
    }

    [Test]
    public async Task A_dead_letter_that_may_be_there_is_looked_for_when_a_person_asks()
    {
        await using var stage = await AlertStages.LiveAsync(play, "activity: {}");
        var id = await stage.WarmAsync();
        stage.SetStatus(id, Status.Working);
        await stage.DyingPassAsync(DiesAt.After);
        await stage.SetAsync("update alert set state = 2, attempts = 12");

        await Retries.AskAsync(stage.Database, stage.Connection.Name, stage.Now, CancellationToken.None);
        var report = await stage.PassAsync();

        Assert.That((report.Alerts, stage.Activities(id).Count), Is.EqualTo((1, 1)));
    }

    [TestCase(404)]
    [TestCase(400)]
    [TestCase(403)]
    [TestCase(500)]
    public async Task Whatever_the_CRM_answers_to_one_alert_the_pass_ends_and_the_others_go_out(int status)
    {
        await using var stage = await AlertStages.LiveAsync(play, "activity: {}, webhook: {}", intercept: call =>
        {
            call.Response.StatusCode = IsCreation(call) ? status : 200;
            return Task.FromResult(IsCreation(call));
        });
        var hooks = stage.Catch();
        var id = await stage.WarmAsync();

        stage.SetStatus(id, Status.Working);
        var report = await stage.PassAsync();

        Assert.That((report.Status, report.Alerts, hooks.Received.Count), Is.EqualTo((PassStatus.Degraded, 1, 1)));
    }

    [Test]
    public async Task A_failing_alert_is_tried_again_at_growing_intervals_and_given_up_in_the_end()
    {
        await using var stage = await AlertStages.LiveAsync(play, "webhook: {}");
        var hooks = stage.Catch();
        hooks.Answer = HttpStatusCode.ServiceUnavailable;
        var id = await stage.WarmAsync();
        stage.SetStatus(id, Status.Working);

        List<TimeSpan> at = [];
        PassReport? last = null;
        var begin = stage.Now;
        for (var hour = 0; hour < 30 && await stage.DeadAlertsAsync() == 0; hour++)
        {
            for (var minute = 0; minute < 60; minute += minute < 10 && hour == 0 ? 1 : 10)
            {
                var before = hooks.Received.Count;
                last = await stage.PassAsync();
                if (hooks.Received.Count > before)
                    at.Add(stage.Now - begin);
                stage.Clock.Advance(TimeSpan.FromMinutes(minute < 10 && hour == 0 ? 1 : 10));
                if (await stage.DeadAlertsAsync() > 0)
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
        await using var stage = await AlertStages.LiveAsync(play, "webhook: {}, activity: {}");
        var hooks = stage.Catch();
        hooks.Answer = HttpStatusCode.BadRequest;
        var id = await stage.WarmAsync();

        stage.SetStatus(id, Status.Working);
        var report = await stage.PassAsync();

        Assert.That((report.Status, report.Alerts, await stage.DeadAlertsAsync()), Is.EqualTo((PassStatus.Degraded, 1, 1)));
        Assert.That(stage.Activities(id), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Without_an_answer_to_what_only_makes_a_link_the_alert_goes_out_without_one()
    {
        await using var stage = await AlertStages.LiveAsync(play, "activity: {}", intercept: call =>
        {
            var isAccount = (call.Request.Path.Value ?? "").StartsWith("/account-info", StringComparison.Ordinal);
            call.Response.StatusCode = isAccount ? 429 : 200;
            return Task.FromResult(isAccount);
        });
        var id = await stage.WarmAsync();

        stage.SetStatus(id, Status.Working);
        var report = await stage.PassAsync();

        Assert.That((report.Status, report.Alerts), Is.EqualTo((PassStatus.Ok, 1)));
    }

    bool IsCreation(HttpContext call) => call.Request.Method == "POST"
        && (call.Request.Path.Value ?? "").EndsWith(play.Crm == CrmKind.Salesforce ? "/sobjects/Task" : "/notes", StringComparison.Ordinal);

    bool IsLookUp(HttpContext call)
    {
        var asked = Uri.UnescapeDataString($"{call.Request.Path}{call.Request.QueryString}");
        return asked.Contains(play.Crm == CrmKind.Salesforce ? "FROM Task WHERE WhoId" : "/associations/notes", StringComparison.Ordinal);
    }
}
