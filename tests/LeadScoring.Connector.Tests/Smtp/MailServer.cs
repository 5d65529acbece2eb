using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using LeadScoring.Connector.Configuration;

namespace LeadScoring.Connector.Tests.Smtp;

/// <summary>A mail that a server has taken, decoded.</summary>
sealed record TakenMail(IReadOnlyList<string> To, bool Encrypted, string? User, string MessageId, string Subject, string Body);

/// <summary>
/// A real mail server, from Debian's package python3-aiosmtpd, on a port of this machine. Where it is not installed its tests
/// are skipped and say so; with REQUIRE_ALL they fail.
/// </summary>
sealed class MailServer : IDisposable
{
    public const string User = "connector";
    public const string Password = "smtp-secret";

    const string Python = "/usr/bin/python3";

    readonly Process process;
    readonly List<TakenMail> taken = [];

    readonly Task reading;

    MailServer(Process process, int port)
    {
        (this.process, Port) = (process, port);
        reading = ReadAsync();
    }

    public int Port { get; }

    /// <summary>As a connector is configured that hands its mails to it in the clear.</summary>
    public SmtpOptions Options => new("localhost", Port, StartTls: false, "leads@example.com");

    public IReadOnlyList<TakenMail> Taken
    {
        get { lock (taken) return [.. taken]; }
    }

    /// <summary>Called with every mail.</summary>
    public Action? OnMail { get; set; }

    public static MailServer Start() => Start([]);

    /// <summary>STARTTLS and a user are asked for; the certificate is written to the folder.</summary>
    public static MailServer StartSecure(string folder)
    {
        var (certificate, key) = (Path.Combine(folder, "mail.pem"), Path.Combine(folder, "mail.key"));
        using var rsa = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(certificate, made.ExportCertificatePem());
        File.WriteAllText(key, rsa.ExportPkcs8PrivateKeyPem());
        return Start(["--tls", certificate, key, "--user", User, Password]);
    }

    public void Dispose()
    {
        process.Kill();
        reading.Wait(TimeSpan.FromSeconds(5));
        process.Dispose();
    }

    async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            Take(line);
    }

    static MailServer Start(string[] arguments)
    {
        if (!IsInstalled())
            Missing.Tool("python3-aiosmtpd", "the tests that send mails");

        var script = Path.Combine(AppContext.BaseDirectory, "Smtp", "server.py");
        var started = Process.Start(new ProcessStartInfo(Python, [script, .. arguments]) { RedirectStandardOutput = true, UseShellExecute = false })
            ?? throw new InvalidOperationException("The mail server did not start.");
        var port = int.Parse(started.StandardOutput.ReadLine() ?? "", CultureInfo.InvariantCulture);
        return new MailServer(started, port);
    }

    static bool IsInstalled()
    {
        if (!File.Exists(Python))
            return false;

        using var probe = Process.Start(new ProcessStartInfo(Python, ["-c", "import aiosmtpd"]) { RedirectStandardError = true, UseShellExecute = false });
        probe?.WaitForExit();
        return probe is { ExitCode: 0 };
    }

    void Take(string line)
    {
        var mail = JsonSerializer.Deserialize<JsonElement>(line);
        lock (taken)
        {
            taken.Add(new(
                [.. mail.GetProperty("to").EnumerateArray().Select(to => to.GetString() ?? "")], mail.GetProperty("encrypted").GetBoolean(),
                mail.GetProperty("user").GetString(), Text("id"), Text("subject"), Text("body")));
        }

        OnMail?.Invoke();

        string Text(string name) => mail.GetProperty(name).GetString() ?? "";
    }
}
