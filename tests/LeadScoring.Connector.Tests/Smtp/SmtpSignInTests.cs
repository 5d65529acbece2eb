using LeadScoring.Connector.Alerts;
using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Tests.Processes;

namespace LeadScoring.Connector.Tests.Smtp;

/// <summary>What a real server asks for before it takes a mail; `check` finds what a mail meets.</summary>
sealed class SmtpSignInTests
{
    [TestCase("", "PLAIN")]
    [TestCase("PLAIN", "LOGIN")]
    [TestCase("LOGIN", "PLAIN")]
    public async Task A_user_signs_in_by_what_the_server_offers(string without, string method)
    {
        using var server = MailServer.StartForUser(without.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var options = server.Options with { User = MailServer.User, Password = MailServer.Password };

        var (outcome, complaint) = await TryAsync(options);

        Assert.That((outcome, complaint), Is.EqualTo((AlertOutcome.Sent, (string?)null)));
        await Eventually.IsTrueAsync(() => server.Taken.Count > 0, "a mail");
        Assert.That((server.Taken[0].User, server.Taken[0].Method), Is.EqualTo((MailServer.User, method)));
    }

    [TestCase("PLAIN")]
    [TestCase("LOGIN")]
    public async Task A_wrong_password_sends_nothing(string without)
    {
        using var server = MailServer.StartForUser(without);
        var options = server.Options with { User = MailServer.User, Password = "wrong-secret" };

        var (outcome, complaint) = await TryAsync(options);

        Assert.That((outcome.Result, outcome.Code), Is.EqualTo((AlertResult.Failed, "SMTP_535")));
        Assert.That(complaint, Is.EqualTo("does not let the connector sign in (535)"));
        Assert.That(server.Taken, Is.Empty);
    }

    [Test]
    public async Task A_server_that_asks_for_a_user_takes_nothing_without()
    {
        using var server = MailServer.StartForUser();

        var (outcome, complaint) = await TryAsync(server.Options);

        Assert.That((outcome.Result, outcome.Code), Is.EqualTo((AlertResult.Failed, "SMTP_530")));
        Assert.That(complaint, Is.EqualTo("takes no mails from leads@example.com (530)"));
    }

    [Test]
    public async Task A_server_that_lets_nobody_sign_in_gets_no_password()
    {
        using var server = MailServer.StartForUser("PLAIN", "LOGIN");
        var options = server.Options with { User = MailServer.User, Password = MailServer.Password };

        var (outcome, complaint) = await TryAsync(options);

        Assert.That((outcome.Result, outcome.Code), Is.EqualTo((AlertResult.Failed, "SMTP_NO_AUTH")));
        Assert.That(complaint, Is.EqualTo("lets nobody sign in by PLAIN or LOGIN"));
    }

    [Test]
    public async Task Without_STARTTLS_nothing_is_sent_that_is_to_be_encrypted()
    {
        using var server = MailServer.Start();

        var (outcome, complaint) = await TryAsync(server.Options with { StartTls = true });

        Assert.That((outcome.Result, outcome.Code), Is.EqualTo((AlertResult.Failed, "SMTP_NO_STARTTLS")));
        Assert.That(complaint, Is.EqualTo("offers no STARTTLS"));
        Assert.That(server.Taken, Is.Empty);
    }

    [Test]
    public async Task A_server_that_insists_on_STARTTLS_takes_nothing_in_the_clear()
    {
        using var folder = new ConnectorFolder();
        using var server = MailServer.StartSecure(folder.Location);

        var (outcome, complaint) = await TryAsync(server.Options);

        Assert.That((outcome.Result, outcome.Code), Is.EqualTo((AlertResult.Failed, "SMTP_530")));
        Assert.That(complaint, Does.EndWith("(530)"));
    }

    [Test]
    public async Task A_certificate_that_nobody_trusts_gets_no_password()
    {
        using var folder = new ConnectorFolder();
        using var server = MailServer.StartSecure(folder.Location);
        var options = server.Options with { StartTls = true, User = MailServer.User, Password = MailServer.Password };

        var (outcome, complaint) = await TryAsync(options);

        Assert.That((outcome.Result, outcome.Code), Is.EqualTo((AlertResult.Failed, "SMTP_TLS")));
        Assert.That(complaint, Does.StartWith("cannot be spoken to securely: ").And.Contain("certificate"));
        Assert.That(server.Taken, Is.Empty);
    }

    [Test]
    public async Task The_connector_names_the_machine_it_runs_on()
    {
        using var server = MailServer.Start();

        await TryAsync(server.Options);

        await Eventually.IsTrueAsync(() => server.Taken.Count > 0, "a mail");
        Assert.That(server.Taken[0].Host, Is.EqualTo("[127.0.0.1]").Or.Match(@"^[\w-]+(\.[\w-]+)+$"));
    }

    static async Task<(AlertOutcome Outcome, string? Complaint)> TryAsync(SmtpOptions server) => (
        await new SmtpMail(server, TimeProvider.System).SendAsync(SomeLetter.To(), CancellationToken.None),
        await new SmtpProbe(server, TimeProvider.System).ComplaintAsync(CancellationToken.None));
}
