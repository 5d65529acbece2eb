using System.Net;
using System.Net.Sockets;
using LeadScoring.Connector.Alerts;
using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Tests.Processes;

namespace LeadScoring.Connector.Tests.Smtp;

/// <summary>Mails to a real server.</summary>
sealed class SmtpMailTests
{
    [Test]
    public async Task A_mail_arrives_as_it_was_written()
    {
        using var server = MailServer.Start();

        var outcome = await SendAsync(server.Options, SomeLetter.To(body: "Ada is hot.\n\nHer reasons:\n- Working +7"));

        Assert.That(outcome, Is.EqualTo(AlertOutcome.Sent));
        var mail = await OnlyMailAsync(server);
        Assert.That((mail.From, mail.To.Single(), mail.Subject), Is.EqualTo(("leads@example.com", SomeLetter.Luca, "A hot lead")));
        Assert.That(mail.Body, Is.EqualTo("Ada is hot.\r\n\r\nHer reasons:\r\n- Working +7\r\n\r\nRef. 0123456789abcdef01234567"));
        Assert.That(mail.Headers.Where(header => header.Name != "Date").Select(header => $"{header.Name}: {header.Value}"), Is.EqualTo(
        [
            "From: leads@example.com", $"To: {SomeLetter.Luca}", "Subject: A hot lead", "Message-ID: <0123456789abcdef01234567@example.com>",
            "Auto-Submitted: auto-generated", "MIME-Version: 1.0", "Content-Type: text/plain; charset=\"utf-8\"", "Content-Transfer-Encoding: base64",
        ]));
    }

    [Test]
    public async Task The_date_of_a_mail_is_when_it_was_sent()
    {
        using var server = MailServer.Start();

        await new SmtpMail(server.Options, new FakeClock()).SendAsync(SomeLetter.To(), CancellationToken.None);

        var mail = await OnlyMailAsync(server);
        Assert.That(mail.Headers.Single(header => header.Name == "Date").Value, Is.EqualTo("Mon, 02 Mar 2026 12:00:00 +0000"));
    }

    [TestCase("Ce lead réagit positivement à votre sensibilisation")]
    [TestCase("Zoë Ångström, déléguée générale de l'Association française des éditeurs, réagit très positivement à votre sensibilisation répétée")]
    [TestCase("🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥 Ada 👩‍🔬👩‍🔬👩‍🔬👩‍🔬👩‍🔬👩‍🔬 is hot")]
    [TestCase("A subject without any accents that is longer than what stands in one line of the header of a mail, much longer")]
    [TestCase("=?utf-8?B?SGVsbG8=?= stays what it is")]
    public async Task A_subject_arrives_whatever_it_is_written_in(string subject)
    {
        using var server = MailServer.Start();

        await SendAsync(server.Options, SomeLetter.To(subject: subject));

        var mail = await OnlyMailAsync(server);
        Assert.That(mail.Subject, Is.EqualTo(subject));
        Assert.That(mail.Raw.Split("\r\n").Max(line => line.Length), Is.LessThanOrEqualTo(76));
    }

    [TestCase(".\r\nRCPT TO:<eve@example.com>")]
    [TestCase(".hidden\r\n..twice\r\n.")]
    [TestCase("one\r\n.\r\nQUIT\r\n")]
    [TestCase("é\r\n🔥\r\n日本語")]
    public async Task No_text_ends_the_mail_before_its_end(string body)
    {
        using var server = MailServer.Start();

        await SendAsync(server.Options, SomeLetter.To(body: body));

        var mail = await OnlyMailAsync(server);
        Assert.That(mail.To, Is.EqualTo([SomeLetter.Luca]));
        Assert.That(mail.Body, Does.StartWith(body));
    }

    /// <summary>No letter has such lines, because its text travels in base64; the dialogue does not rely on that.</summary>
    [Test]
    public async Task A_line_that_begins_with_a_full_stop_arrives_as_it_was()
    {
        const string mail = "Subject: Stops\r\n\r\n.\r\n..\r\n.hidden\r\nend\r\n";
        using var server = MailServer.Start();

        await using (var session = new SmtpSession(server.Options, TimeProvider.System))
        {
            await session.OpenAsync(CancellationToken.None);
            await session.HandOverAsync(SomeLetter.Luca, mail, CancellationToken.None);
        }

        Assert.That((await OnlyMailAsync(server)).Raw, Is.EqualTo(mail));
    }

    [Test]
    public async Task No_subject_adds_a_header()
    {
        using var server = MailServer.Start();

        await SendAsync(server.Options, SomeLetter.To(subject: "Hot\r\nBcc: eve@example.com\r\n\r\nAnd a text"));

        var mail = await OnlyMailAsync(server);
        Assert.That(mail.Subject, Is.EqualTo("Hot Bcc: eve@example.com And a text"));
        Assert.That(mail.Headers.Select(header => header.Name), Has.None.EqualTo("Bcc"));
    }

    [TestCase("jane..doe@x")]
    [TestCase("a@b@c")]
    [TestCase("@")]
    [TestCase("josé@example.com")]
    [TestCase("jane@exämple.com")]
    [TestCase("jane@example.com>\r\nRCPT TO:<eve@example.com")]
    [TestCase("")]
    public async Task What_is_no_address_is_refused_without_asking_a_server(string recipient)
    {
        var outcome = await SendAsync(new("localhost", ClosedPort(), StartTls: false, "leads@example.com"), SomeLetter.To(recipient));

        Assert.That(outcome, Is.EqualTo(new AlertOutcome(AlertResult.Refused, "ADDRESS_INVALID")));
    }

    [TestCase("nobody@example.com", "SMTP_550", AlertResult.Refused)]
    [TestCase("forbidden@example.com", "SMTP_550", AlertResult.Failed)]
    [TestCase("full@example.com", "SMTP_552", AlertResult.Failed)]
    [TestCase("later@example.com", "SMTP_451", AlertResult.Failed)]
    [TestCase("unwanted@example.com", "SMTP_554", AlertResult.Failed)]
    public async Task What_a_server_does_not_take_is_given_up_only_where_there_is_no_mailbox(string recipient, string code, object result)
    {
        using var server = MailServer.Start();

        var outcome = await SendAsync(server.Options, SomeLetter.To(recipient));

        Assert.That((outcome.Code, (object)outcome.Result), Is.EqualTo((code, result)));
    }

    [Test]
    public async Task A_sender_who_is_not_known_is_for_a_person_to_mend()
    {
        using var server = MailServer.Start();

        var outcome = await SendAsync(server.Options with { From = "nobody@example.com" }, SomeLetter.To());

        Assert.That((outcome.Result, outcome.Code), Is.EqualTo((AlertResult.Failed, "SMTP_553")));
    }

    [Test]
    public async Task A_server_that_is_silent_behind_the_mail_may_have_taken_it()
    {
        var clock = new FakeClock();
        using var server = MailServer.Start();

        var sending = new SmtpMail(server.Options, clock).SendAsync(SomeLetter.To("silent@example.com"), CancellationToken.None);
        await Eventually.IsTrueAsync(() => server.Taken.Count > 0, "a mail");
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.That(await sending, Is.EqualTo(new AlertOutcome(AlertResult.Unknown, "SMTP_TIMEOUT", "did not answer in time")));
    }

    [Test]
    public async Task A_stop_waits_no_longer_for_the_reply_to_a_mail_than_for_a_call()
    {
        var clock = new FakeClock();
        using var server = MailServer.Start();
        using var stop = new CancellationTokenSource();

        var sending = new SmtpMail(server.Options, clock).SendAsync(SomeLetter.To("silent@example.com"), stop.Token);
        await Eventually.IsTrueAsync(() => server.Taken.Count > 0, "a mail");
        await stop.CancelAsync();
        clock.Advance(LeadScoring.Connector.Crm.CrmHttp.Grace);

        Assert.That((await sending).Result, Is.EqualTo(AlertResult.Unknown));
    }

    [Test]
    public async Task A_stop_does_not_cut_a_mail_under_way()
    {
        using var server = MailServer.Start();
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        var outcome = await new SmtpMail(server.Options, TimeProvider.System).SendAsync(SomeLetter.To(), stop.Token);

        Assert.That(outcome, Is.EqualTo(AlertOutcome.Sent));
    }

    [Test]
    public async Task A_port_where_nobody_listens_has_not_taken_the_mail()
    {
        var outcome = await SendAsync(new("localhost", ClosedPort(), StartTls: false, "leads@example.com"), SomeLetter.To());

        Assert.That((outcome.Result, outcome.Code), Is.EqualTo((AlertResult.Failed, "SMTP_UNREACHABLE")));
    }

    static Task<AlertOutcome> SendAsync(SmtpOptions server, AlertLetter letter) =>
        new SmtpMail(server, TimeProvider.System).SendAsync(letter, CancellationToken.None);

    static async Task<TakenMail> OnlyMailAsync(MailServer server)
    {
        await Eventually.IsTrueAsync(() => server.Taken.Count > 0, "a mail");
        return server.Taken.Single();
    }

    static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
