using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Tests.Processes;
using LeadScoring.Connector.Tests.Smtp;

namespace LeadScoring.Connector.Tests.Pipeline;

[TestFixtureSource(typeof(Play), nameof(Play.EachCrm))]
sealed class MailRequirementsTests(Play play)
{
    const string Luca = "luca.bianchi@example.com";
    const string Jane = "jane.doe@example.com";

    [TestCase("en", "This lead is responding well to your outreach")]
    [TestCase("fr", "Ce lead réagit positivement à votre sensibilisation")]
    public async Task R35_The_owner_gets_a_mail_in_the_language_of_the_file(string locale, string sentence)
    {
        using var server = MailServer.Start();
        await using var stage = await LiveAsync(server, "mail: { to: owner }", locale);

        await HotAsync(stage, Luca);

        var mail = await OnlyMailAsync(server);
        Assert.That(mail.To, Is.EqualTo([Luca]));
        Assert.That(mail.Subject, Is.EqualTo(sentence));
        Assert.That(mail.Body, Does.StartWith($"{sentence}\r\n").And.Contain("Ada Number 0").And.Contain($"{Status.Working} +7"));
        Assert.That(mail.MessageId, Does.Match("^<[0-9a-f]{24}@example.com>$"));
    }

    [Test]
    public async Task A_mail_goes_to_everybody_who_is_named_and_to_each_once()
    {
        using var server = MailServer.Start();
        await using var stage = await LiveAsync(server, $"mail: {{ to: [owner, sales@example.com, {Luca.ToUpperInvariant()}] }}");

        await HotAsync(stage, Luca);
        await Eventually.IsTrueAsync(() => server.Taken.Count >= 2, "two mails");
        await stage.PassAsync();

        Assert.That(server.Taken.SelectMany(mail => mail.To), Is.EquivalentTo([Luca, "sales@example.com"]));
        Assert.That(server.Taken.Select(mail => mail.MessageId).Distinct(), Has.Exactly(2).Items);
    }

    [Test]
    public async Task Without_an_owner_the_mail_goes_to_the_stand_in()
    {
        using var server = MailServer.Start();
        await using var stage = await LiveAsync(server, "mail: { to: owner }");
        var id = stage.Person(Status.Open);
        if (play.Crm == CrmKind.Salesforce)
            stage.GiveToQueue(id);
        await stage.PassAsync();

        stage.SetStatus(id, Status.Working);
        await stage.PassAsync();

        Assert.That((await OnlyMailAsync(server)).To, Is.EqualTo([Jane]));
    }

    [Test]
    public async Task A_mailbox_that_does_not_exist_is_given_up_at_once()
    {
        using var server = MailServer.Start();
        await using var stage = await LiveAsync(server, "mail: { to: nobody@example.com }");

        var report = await HotAsync(stage, Luca);

        Assert.That((report.Status, report.Alerts), Is.EqualTo((PassStatus.Degraded, 0)));
        Assert.That(await stage.CountAsync("select count(*) from alert where state = 2 and code = 'SMTP_550'"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_mail_that_no_server_takes_waits_and_keeps_its_id()
    {
        int port;
        using (var stopped = MailServer.Start())
            port = stopped.Port;
        using var server = MailServer.Start();
        await using var stage = await LiveAsync(server, "mail: { to: owner }");
        stage.Alerts = stage.Alerts with { Smtp = server.Options with { Port = port } };

        var report = await HotAsync(stage, Luca);
        stage.Alerts = stage.Alerts with { Smtp = server.Options };
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        await stage.PassAsync();

        Assert.That(report.Problems.Single(problem => problem.Code == "alerts_failing").Message, Does.Contain("SMTP_UNREACHABLE"));
        Assert.That((await OnlyMailAsync(server)).To, Is.EqualTo([Luca]));
    }

    static async Task<TakenMail> OnlyMailAsync(MailServer server)
    {
        await Eventually.IsTrueAsync(() => server.Taken.Count > 0, "a mail");
        return server.Taken.Single();
    }

    async Task<Stage> LiveAsync(MailServer server, string onHot, string locale = "en")
    {
        var stage = await Stage.OpenAsync(play, new() { Locale = locale, More = $"on_hot: {{ {onHot} }}" });
        stage.Alerts = new() { Smtp = server.Options, FallbackTo = Jane };
        await stage.PassAsync();
        return stage;
    }

    static async Task<PassReport> HotAsync(Stage stage, string owner)
    {
        var id = stage.Person(Status.Open, owner);
        await stage.PassAsync();
        stage.SetStatus(id, Status.Working);
        return await stage.PassAsync();
    }
}
