using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Pipeline;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>Mails and notifications that the org itself sends.</summary>
public sealed class SalesforceAlertTests
{
    const string Luca = "luca.bianchi@example.com";

    [TestCase("auto")]
    [TestCase("crm")]
    public async Task R35_The_org_mails_the_owner_where_no_server_is_configured(string via)
    {
        await using var stage = await Stage.OpenAsync(Play.Lead, new() { More = $"on_hot: {{ mail: {{ to: owner, via: {via} }} }}" });
        await stage.PassAsync();
        var id = stage.Person(Status.Open, Luca);
        await stage.PassAsync();

        stage.SetStatus(id, Status.Working);
        await stage.PassAsync();

        var mail = stage.Host.World.Salesforce.Mails.Single();
        Assert.That(mail.To, Is.EqualTo([Luca]));
        Assert.That(mail.Subject, Is.EqualTo("This lead is responding well to your outreach"));
        Assert.That(mail.Body, Does.Contain("Ada Number 0").And.Match("\nRef\\. [0-9a-f]{24}$"));
    }

    [TestCase("SINGLE_EMAIL_LIMIT_EXCEEDED", 0)]
    [TestCase("INVALID_EMAIL_ADDRESS", 1)]
    public async Task A_limit_of_the_org_passes_and_a_wrong_address_stays_wrong(string code, int dead)
    {
        await using var stage = await Stage.OpenAsync(
            Play.Lead, new() { More = "on_hot: { mail: { to: owner } }" },
            intercept: async call =>
            {
                if (!(call.Request.Path.Value ?? "").EndsWith("/emailSimple", StringComparison.Ordinal))
                    return false;
                call.Response.StatusCode = 400;
                call.Response.ContentType = "application/json";
                await using var writer = new StreamWriter(call.Response.Body);
                await writer.WriteAsync($$"""[{"actionName":"emailSimple","errors":[{"statusCode":"{{code}}","message":"no","fields":[]}],"isSuccess":false,"outputValues":null}]""");
                return true;
            });
        await stage.PassAsync();
        stage.Person(Status.Working, Luca);

        var report = await stage.PassAsync();

        Assert.That(report.Status, Is.EqualTo(PassStatus.Degraded));
        Assert.That(await stage.CountAsync($"select count(*) from alert where state = 2 and code = '{code}'"), Is.EqualTo(dead));
        Assert.That(await stage.CountAsync("select count(*) from alert where state = 0"), Is.EqualTo(1 - dead));
    }

    [Test]
    public async Task Notifications_that_waited_for_their_type_are_sent_once_setup_has_made_it()
    {
        await using var stage = await Stage.OpenAsync(Play.Lead, new() { More = "on_hot: { notification: {} }" });
        await stage.PassAsync();
        var id = stage.Person(Status.Working, Luca);
        await stage.PassAsync();

        stage.AddNotificationType();
        var report = await stage.PassAsync();

        Assert.That((report.Alerts, stage.Notifications(id).Count), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task Notifications_wait_where_the_org_does_not_serve_their_types()
    {
        await using var stage = await Stage.OpenAsync(Play.Lead, new() { More = "on_hot: { notification: {} }" }, intercept: call =>
        {
            var isTypes = Uri.UnescapeDataString(call.Request.QueryString.Value ?? "").Contains("CustomNotificationType", StringComparison.Ordinal);
            call.Response.StatusCode = isTypes ? 404 : 200;
            return Task.FromResult(isTypes);
        });
        await stage.PassAsync();
        stage.Person(Status.Working, Luca);

        var report = await stage.PassAsync();

        Assert.That((report.Status, report.Problems.Single().Code), Is.EqualTo((PassStatus.Ok, "alerts_waiting")));
    }

    [Test]
    public async Task A_task_leaves_its_status_and_priority_to_the_org()
    {
        var task = "";
        await using var stage = await Stage.OpenAsync(Play.Lead, new() { More = "on_hot: { activity: {} }" }, intercept: async call =>
        {
            if (!(call.Request.Path.Value ?? "").EndsWith("/sobjects/Task", StringComparison.Ordinal))
                return false;
            using var reader = new StreamReader(call.Request.Body);
            task = await reader.ReadToEndAsync();
            call.Response.StatusCode = 503;
            return true;
        });
        await stage.PassAsync();
        stage.Person(Status.Working, Luca);
        await stage.PassAsync();

        Assert.That(task, Does.Contain("\"WhoId\"").And.Not.Contain("Status\"").And.Not.Contain("Priority"));
    }

    [Test]
    public async Task Nobody_is_told_of_a_record_that_was_deleted_meanwhile()
    {
        await using var stage = await Stage.OpenAsync(Play.Lead, new() { More = "on_hot: { webhook: {} }" });
        var hooks = new Hooks { Answer = System.Net.HttpStatusCode.ServiceUnavailable };
        (stage.Hooks, stage.Alerts) = (hooks, new() { WebhookUrl = new Uri("https://chat.example.com/") });
        await stage.PassAsync();
        var id = stage.Person(Status.Working, Luca);
        await stage.PassAsync();

        hooks.Answer = System.Net.HttpStatusCode.OK;
        stage.Host.World.Salesforce.Delete("Lead", id);
        stage.Clock.Advance(TimeSpan.FromMinutes(2));
        await stage.PassAsync();

        Assert.That(hooks.Received, Has.Count.EqualTo(1));
        Assert.That(await stage.CountAsync("select count(*) from alert where state = 3 and code = 'record_deleted'"), Is.EqualTo(1));
    }
}
