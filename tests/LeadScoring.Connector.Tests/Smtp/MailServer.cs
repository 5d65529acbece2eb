using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using LeadScoring.Connector.Configuration;

namespace LeadScoring.Connector.Tests.Smtp;

/// <summary>A mail that a server has taken, decoded.</summary>
sealed record TakenMail
{
    public required string From { get; init; }

    public required IReadOnlyList<string> To { get; init; }

    /// <summary>How the connector named itself.</summary>
    public required string Host { get; init; }

    public required bool Encrypted { get; init; }

    public required string? User { get; init; }

    /// <summary>By which the user signed in.</summary>
    public required string? Method { get; init; }

    public required string MessageId { get; init; }

    public required string Subject { get; init; }

    public required IReadOnlyList<(string Name, string Value)> Headers { get; init; }

    public required string Body { get; init; }

    /// <summary>As it came over the line.</summary>
    public required string Raw { get; init; }

    public static TakenMail Read(JsonElement mail)
    {
        return new()
        {
            From = Text("from"),
            To = [.. mail.GetProperty("to").EnumerateArray().Select(to => to.GetString() ?? "")],
            Host = Text("host"),
            Encrypted = mail.GetProperty("encrypted").GetBoolean(),
            User = mail.GetProperty("user").GetString(),
            Method = mail.GetProperty("method").GetString(),
            MessageId = Text("id"),
            Subject = Text("subject"),
            Headers = [.. mail.GetProperty("headers").EnumerateArray().Select(header => (header[0].GetString() ?? "", header[1].GetString() ?? ""))],
            Body = Text("body"),
            Raw = Text("raw"),
        };

        string Text(string name) => mail.GetProperty(name).GetString() ?? "";
    }
}

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

    /// <summary>A user is asked for, in the clear, who cannot sign in by the methods named.</summary>
    public static MailServer StartForUser(params string[] without) =>
        Start(["--user", User, Password, .. without.SelectMany(method => new[] { "--without", method })]);

    /// <summary>STARTTLS and a user are asked for, who cannot sign in by the methods named; the certificate is written to the folder.</summary>
    public static MailServer StartSecure(string folder, params string[] without)
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
        return Start(["--tls", certificate, key, "--user", User, Password, .. without.SelectMany(method => new[] { "--without", method })]);
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
        lock (taken)
            taken.Add(TakenMail.Read(JsonSerializer.Deserialize<JsonElement>(line)));
        OnMail?.Invoke();
    }
}
