using System.Globalization;
using LeadScoring.Connector.Tests.Pipeline;
using LeadScoring.Connector.Tests.Smtp;
using LeadScoring.Sandbox;

namespace LeadScoring.Connector.Tests.Processes;

/// <summary>A mail server that insists on STARTTLS and a password, as those of the world do.</summary>
public sealed class SecureMailTests
{
    const string Luca = "luca.bianchi@example.com";

    [TestCase("PLAIN", "LOGIN")]
    [TestCase("LOGIN", "PLAIN")]
    public async Task A_mail_is_encrypted_and_its_sender_signed_in(string method, string without)
    {
        await using var sandbox = await SandboxHost.StartAsync(new() { Population = Population.Empty, RateLimits = false }, CancellationToken.None);
        using var folder = new ConnectorFolder();
        using var server = MailServer.StartSecure(folder.Location, without);
        Configure(folder, sandbox, server, MailServer.Password);

        var pass = await HotAsync(folder, sandbox);

        Assert.That(pass.ExitCode, Is.Zero, pass.ToString());
        await Eventually.IsTrueAsync(() => server.Taken.Count > 0, "a mail");
        var mail = server.Taken.Single();
        Assert.That((mail.Encrypted, mail.User, mail.Method, mail.To.Single()), Is.EqualTo((true, MailServer.User, method, Luca)));
    }

    [Test]
    public async Task A_wrong_password_sends_nothing_and_is_told_by_check_without_being_shown()
    {
        await using var sandbox = await SandboxHost.StartAsync(new() { Population = Population.Empty, RateLimits = false }, CancellationToken.None);
        using var folder = new ConnectorFolder();
        using var server = MailServer.StartSecure(folder.Location);
        Configure(folder, sandbox, server, "wrong-secret");

        var pass = await HotAsync(folder, sandbox);
        var check = await folder.RunAsync("check", "--json");

        Assert.That((pass.ExitCode, server.Taken.Count), Is.EqualTo((3, 0)), pass.ToString());
        Assert.That(check.Output, Does.Contain("\"smtp\"").And.Contain("sign in"));
        Assert.That($"{pass} {check}", Does.Not.Contain("wrong-secret"));
    }

    [Test]
    public async Task A_certificate_that_nobody_trusts_sends_nothing()
    {
        await using var sandbox = await SandboxHost.StartAsync(new() { Population = Population.Empty, RateLimits = false }, CancellationToken.None);
        using var folder = new ConnectorFolder();
        using var server = MailServer.StartSecure(folder.Location);
        Configure(folder, sandbox, server, MailServer.Password);
        folder.Environment.Remove("SSL_CERT_FILE");

        var pass = await HotAsync(folder, sandbox);

        Assert.That((pass.ExitCode, server.Taken.Count), Is.EqualTo((3, 0)), pass.ToString());
    }

    static async Task<Outcome> HotAsync(ConnectorFolder folder, SandboxHost sandbox)
    {
        var screen = Screens.Of(Play.HubSpot, sandbox.World);
        var first = await folder.RunAsync("sync");
        Assert.That(first.ExitCode, Is.Zero, first.ToString());
        screen.Create(1, Status.Working, screen.OwnerOf(Luca), at: null);
        return await folder.RunAsync("sync");
    }

    static void Configure(ConnectorFolder folder, SandboxHost sandbox, MailServer server, string password)
    {
        File.WriteAllText(folder.InFolder("mapping.yaml"), new Model { More = "on_hot: { mail: { to: owner } }" }.TextFor(Play.HubSpot));
        folder.Configure(Connection.ToHubSpot(sandbox.HubSpotUrl).With("Mapping", folder.InFolder("mapping.yaml")));
        folder.Environment["SSL_CERT_FILE"] = folder.InFolder("mail.pem");
        folder.Environment["Connector__Alerts__Smtp__Host"] = "localhost";
        folder.Environment["Connector__Alerts__Smtp__Port"] = server.Port.ToString(CultureInfo.InvariantCulture);
        folder.Environment["Connector__Alerts__Smtp__From"] = "leads@example.com";
        folder.Environment["Connector__Alerts__Smtp__User"] = MailServer.User;
        folder.Environment["Connector__Alerts__Smtp__Password"] = password;
    }
}
