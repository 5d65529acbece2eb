using System.Net;
using LeadScoring.Connector.Alerts;
using LeadScoring.Connector.Pipeline;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>Calls to an address of the customer's.</summary>
[TestFixtureSource(typeof(Play), nameof(Play.EachCrm))]
sealed class AlertWebhookTests(Play play)
{
    [Test]
    public async Task A_webhook_says_what_chat_tools_show_and_what_programs_read()
    {
        await using var stage = await AlertStages.LiveAsync(play, "webhook: {}");
        var hooks = stage.Catch();
        var id = stage.Person(Status.Open);
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
        await using var stage = await AlertStages.LiveAsync(play, "webhook: {}");
        var hooks = stage.Catch();
        var id = await stage.WarmAsync();

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
        await using var stage = await AlertStages.LiveAsync(play, "webhook: {}");
        var hooks = stage.Catch();
        var id = await stage.WarmAsync();

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
    public async Task A_refusal_in_letters_that_nobody_knows_is_a_refusal()
    {
        await using var stage = await AlertStages.LiveAsync(play, "webhook: {}");
        var hooks = stage.Catch();
        hooks.Answer = HttpStatusCode.NotFound;
        hooks.Says = () => new ByteArrayContent([0x6e, 0x6f]) { Headers = { { "Content-Type", "text/html; charset=utf8" } } };
        var id = await stage.WarmAsync();

        stage.SetStatus(id, Status.Working);
        var report = await stage.PassAsync();

        Assert.That((report.Status, report.Problems.Single().Message), Is.EqualTo((PassStatus.Degraded, "1 alerts could not be delivered yet (HTTP_404: 1).")));
    }

    [Test]
    public async Task However_much_a_receiver_has_to_say_it_has_taken_the_call()
    {
        await using var stage = await AlertStages.LiveAsync(play, "webhook: {}");
        var hooks = stage.Catch();
        hooks.Says = () => new StringContent(new string('x', 1_000_000));
        var id = await stage.WarmAsync();

        stage.SetStatus(id, Status.Working);
        var report = await stage.PassAsync();

        Assert.That((report.Status, report.Alerts), Is.EqualTo((PassStatus.Ok, 1)));
    }

    [Test]
    public async Task A_receiver_that_does_not_answer_holds_up_a_pass_once_and_misses_nothing()
    {
        await using var stage = await AlertStages.LiveAsync(play, "webhook: {}, activity: {}");
        var hooks = stage.Catch();
        var ids = await stage.WarmAsync(4);
        stage.SetStatus(ids, Status.Working);

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
}
