using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;
using LeadScoring.Connector.Alerts;
using LeadScoring.Connector.Configuration;

namespace LeadScoring.Connector.Tests.Smtp;

/// <summary>Servers that do what a real one cannot be made to do.</summary>
sealed class SmtpDialogueTests
{
    const string Greeting = "220 mail.example.com";
    const string Hello = "250 mail.example.com";
    const string Fine = "250 Fine";
    const string Go = "354 Go on";

    static readonly string[] UpToTheMail = [Greeting, Hello, Fine, Fine, Go];

    [Test]
    public async Task A_mail_is_said_one_command_after_the_other()
    {
        using var server = ScriptedMailServer.Start([.. UpToTheMail, Fine, "221 Goodbye"]);

        var outcome = await SendAsync(server.Options);

        Assert.That(outcome, Is.EqualTo(AlertOutcome.Sent));
        Assert.That(server.Heard[0], Does.StartWith("EHLO "));
        Assert.That(server.Heard.Skip(1).Take(3), Is.EqualTo(["MAIL FROM:<leads@example.com>", $"RCPT TO:<{SomeLetter.Luca}>", "DATA"]));
        Assert.That(server.Heard.TakeLast(2), Is.EqualTo([".", "QUIT"]));
    }

    [TestCase("554 No mails from here", "SMTP_554")]
    [TestCase("421 Too many mails", "SMTP_421")]
    [TestCase("HTTP/1.1 400 Bad Request", "SMTP_UNREACHABLE")]
    [TestCase("", "SMTP_UNREACHABLE", TestName = "A line that ends at once")]
    public async Task A_server_that_does_not_begin_has_taken_nothing(string greeting, string code)
    {
        using var server = greeting.Length > 0 ? ScriptedMailServer.Start(greeting) : ScriptedMailServer.Start();

        var outcome = await SendAsync(server.Options);

        Assert.That((outcome.Result, outcome.Code), Is.EqualTo((AlertResult.Failed, code)));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    public async Task A_line_that_breaks_before_the_mail_has_taken_nothing(int replies)
    {
        using var server = ScriptedMailServer.Start(UpToTheMail[..replies]);

        var outcome = await SendAsync(server.Options);

        Assert.That((outcome.Result, outcome.Code), Is.EqualTo((AlertResult.Failed, "SMTP_UNREACHABLE")));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(4)]
    public async Task A_server_that_falls_silent_before_the_mail_has_taken_nothing(int replies)
    {
        var clock = new FakeClock();
        using var server = ScriptedMailServer.Start([.. UpToTheMail[..replies], ScriptedMailServer.Silence]);

        var sending = SendAsync(server.Options, clock);
        await server.IsSilent;
        clock.Advance(TimeSpan.FromSeconds(20));
        var outcome = await sending;

        Assert.That((outcome.Result, outcome.Code), Is.EqualTo((AlertResult.Failed, "SMTP_TIMEOUT")));
    }

    [Test]
    public async Task A_line_that_breaks_behind_the_mail_may_have_taken_it()
    {
        using var server = ScriptedMailServer.Start(UpToTheMail);

        var outcome = await SendAsync(server.Options);

        Assert.That((outcome.Result, outcome.Code), Is.EqualTo((AlertResult.Unknown, "SMTP_UNREACHABLE")));
    }

    [TestCase("452 The disk is full", "SMTP_452")]
    [TestCase("550 Looks like advertising", "SMTP_550")]
    public async Task An_answer_behind_the_mail_says_that_it_was_not_taken(string answer, string code)
    {
        using var server = ScriptedMailServer.Start([.. UpToTheMail, answer]);

        var outcome = await SendAsync(server.Options);

        Assert.That((outcome.Result, outcome.Code), Is.EqualTo((AlertResult.Failed, code)));
    }

    [TestCase("550", AlertResult.Refused)]
    [TestCase("551-User not local\r\n551 Try elsewhere", AlertResult.Refused)]
    [TestCase("553 Not allowed", AlertResult.Refused)]
    [TestCase("501 5.1.3 Bad address", AlertResult.Refused)]
    [TestCase("554 5.7.1 Relay access denied", AlertResult.Failed)]
    [TestCase("530 Sign in first", AlertResult.Failed)]
    [TestCase("450 Come back", AlertResult.Failed)]
    public async Task Only_a_mailbox_that_is_not_there_is_given_up(string answer, object result)
    {
        using var server = ScriptedMailServer.Start(Greeting, Hello, Fine, answer);

        var outcome = await SendAsync(server.Options);

        Assert.That(((object)outcome.Result, outcome.Code), Is.EqualTo((result, $"SMTP_{answer[..3]}")));
    }

    [Test]
    public async Task A_server_that_hangs_up_without_a_goodbye_has_taken_the_mail()
    {
        using var server = ScriptedMailServer.Start([.. UpToTheMail, Fine]);

        Assert.That(await SendAsync(server.Options), Is.EqualTo(AlertOutcome.Sent));
    }

    [Test]
    public async Task A_server_that_does_not_say_goodbye_is_not_waited_for_long()
    {
        var clock = new FakeClock();
        using var server = ScriptedMailServer.Start([.. UpToTheMail, Fine, ScriptedMailServer.Silence]);

        var sending = SendAsync(server.Options, clock);
        await server.IsSilent;
        clock.Advance(TimeSpan.FromSeconds(2));

        Assert.That(await sending, Is.EqualTo(AlertOutcome.Sent));
    }

    [TestCase("220 " + "x", 5000, TestName = "A line without an end")]
    [TestCase("220-more\r\n", 200, TestName = "A reply without an end")]
    [TestCase("220-one\r\n250 two\r\n", 1, TestName = "A reply of two codes")]
    public async Task A_reply_that_is_none_ends_the_dialogue(string piece, int times)
    {
        using var server = ScriptedMailServer.Start(string.Concat(Enumerable.Repeat(piece, times)));

        var outcome = await SendAsync(server.Options);

        Assert.That((outcome.Result, outcome.Code), Is.EqualTo((AlertResult.Failed, "SMTP_UNREACHABLE")));
    }

    [Test]
    public async Task What_is_said_before_the_encryption_counts_for_nothing_behind_it()
    {
        using var server = ScriptedMailServer.Start(
            Greeting, "250-mail.example.com\r\n250 STARTTLS", "220 Go on\r\n250-mail.example.com\r\n250 AUTH PLAIN\r\n235 Welcome", Fine, Fine);

        var outcome = await SendAsync(server.Options with { StartTls = true, User = "connector", Password = "smtp-secret" });

        Assert.That((outcome.Result, outcome.Code), Is.EqualTo((AlertResult.Failed, "SMTP_UNREACHABLE")));
        Assert.That(server.Heard.Skip(1), Is.EqualTo(["STARTTLS"]));
    }

    [Test]
    public async Task A_server_that_cannot_encrypt_now_is_asked_again_later()
    {
        using var server = ScriptedMailServer.Start(Greeting, "250-mail.example.com\r\n250 starttls", "454 Not now");

        var outcome = await SendAsync(server.Options with { StartTls = true });

        Assert.That((outcome.Result, outcome.Code), Is.EqualTo((AlertResult.Failed, "SMTP_454")));
    }

    [Test]
    public async Task A_server_that_asks_again_for_the_password_gets_it()
    {
        using var server = ScriptedMailServer.Start(Greeting, "250-mail.example.com\r\n250 AUTH=LOGIN PLAIN", "334 ", "235 Welcome", Fine, Fine, Go, Fine);

        var outcome = await SendAsync(server.Options with { User = "jürgen", Password = "smtp-secret" });

        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes("\0jürgen\0smtp-secret"));
        Assert.That(outcome, Is.EqualTo(AlertOutcome.Sent));
        Assert.That(server.Heard.Skip(1).Take(2), Is.EqualTo([$"AUTH PLAIN {credentials}", credentials]));
    }

    [Test]
    public async Task No_password_goes_over_a_network_in_the_clear()
    {
        var here = NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(network => network.GetIPProperties().UnicastAddresses.Select(unicast => unicast.Address))
            .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address));
        if (here is null)
            Assert.Ignore("This machine has no network.");
        using var server = ScriptedMailServer.StartAt(here, Greeting, "250-mail.example.com\r\n250 AUTH PLAIN LOGIN", "235 Welcome");

        var outcome = await SendAsync(server.Options with { User = "connector", Password = "smtp-secret" });

        Assert.That((outcome.Result, outcome.Code), Is.EqualTo((AlertResult.Failed, "SMTP_NO_TLS")));
        Assert.That(server.Heard, Has.None.Contains("AUTH"));
    }

    [Test]
    public async Task The_servers_words_are_kept_and_not_without_end()
    {
        using var server = ScriptedMailServer.Start(Greeting, Hello, Fine, $"550-No {SomeLetter.Luca} here\r\n550 {new string('x', 1000)}");

        var outcome = await SendAsync(server.Options);

        Assert.That(outcome.Message, Does.StartWith($"No {SomeLetter.Luca} here xxx").And.Length.EqualTo(500));
    }

    [Test]
    public async Task Check_goes_no_further_than_the_sender()
    {
        using var server = ScriptedMailServer.Start(Greeting, Hello, Fine, "221 Goodbye");

        var complaint = await new SmtpProbe(server.Options, TimeProvider.System).ComplaintAsync(CancellationToken.None);

        Assert.That(complaint, Is.Null);
        Assert.That(server.Heard.Skip(1), Is.EqualTo(["MAIL FROM:<leads@example.com>", "QUIT"]));
    }

    [Test]
    public async Task Check_tells_of_a_server_that_does_not_answer()
    {
        var clock = new FakeClock();
        using var server = ScriptedMailServer.Start(ScriptedMailServer.Silence);

        var checking = new SmtpProbe(server.Options, clock).ComplaintAsync(CancellationToken.None);
        await server.IsSilent;
        clock.Advance(TimeSpan.FromSeconds(20));

        Assert.That(await checking, Is.EqualTo("did not answer in time"));
    }

    static Task<AlertOutcome> SendAsync(SmtpOptions server, TimeProvider? time = null) =>
        new SmtpMail(server, time ?? TimeProvider.System).SendAsync(SomeLetter.To(), CancellationToken.None);
}
