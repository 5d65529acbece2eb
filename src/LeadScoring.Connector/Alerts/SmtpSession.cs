using System.Net.Security;
using System.Net.Sockets;
using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Alerts;

/// <summary>
/// One dialogue with a mail server (RFC 5321, 3207): a mail in it or, for `check`, none. Whatever ends it early is thrown as
/// <see cref="SmtpStoppedException"/>. It has twenty seconds up to the end of the mail, and a minute for the reply to that,
/// which servers take their time for (RFC 5321, 4.5.3.2.6).
/// </summary>
sealed class SmtpSession(SmtpOptions server, TimeProvider time) : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    static readonly TimeSpan LastPatience = TimeSpan.FromMinutes(1);
    static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    readonly TcpClient connection = new() { NoDelay = true };
    readonly CancellationTokenSource ending = new(Patience, time);
    Stream stream = Stream.Null;
    SmtpLine line = new(Stream.Null);
    SmtpOffer offer = SmtpOffer.Nothing;
    bool isEncrypted;
    bool isPolite;
    volatile bool isHurried;

    /// <summary>The end of the mail may have reached the server.</summary>
    public bool MayBeTaken { get; private set; }

    /// <summary>As far as the server takes mails from the connector: greeting, STARTTLS, sign-in and sender.</summary>
    public Task OpenAsync(CancellationToken cancellationToken) => TalkAsync(
        async token =>
        {
            await connection.ConnectAsync(server.Host, server.Port, token);
            stream = connection.GetStream();
            line = new(stream);
            if (await line.ReadAsync(token) is var greeting and not { Code: SmtpReply.Ready })
                throw new SmtpStoppedException(greeting, "takes no mails from here");
            await GreetAsync(token);
            if (server.StartTls)
                await EncryptAsync(token);
            if (server.User.Length > 0)
                await SignInAsync(token);
            if (await line.SayAsync($"MAIL FROM:<{server.From}>", token) is var reply and { IsPositive: false })
                throw new SmtpStoppedException(reply, $"takes no mails from {server.From}");
        },
        cancellationToken);

    /// <param name="mail">In ASCII, lines parted by carriage return and line feed, which also stand at its end.</param>
    public Task HandOverAsync(string recipient, string mail, CancellationToken cancellationToken) => TalkAsync(
        async token =>
        {
            if (await line.SayAsync($"RCPT TO:<{recipient}>", token) is var answer and { IsPositive: false })
                throw new SmtpStoppedException(answer, "refuses the recipient") { MeansNoMailbox = answer.MeansNoMailbox };
            if (await line.SayAsync("DATA", token) is var ready and not { Code: SmtpReply.SendTheMail })
                throw new SmtpStoppedException(ready, "takes no mail");
            await line.SendAsync(Stuffed(mail), token);
            MayBeTaken = true;
            if (!isHurried)
                ending.CancelAfter(LastPatience);
            if (await line.SayAsync(".", token) is var reply and { IsPositive: false })
                throw new SmtpStoppedException(reply, "refuses the mail");
        },
        cancellationToken);

    /// <summary>The process is stopping: what is under way may end, and is not waited for any longer than a call to a CRM is.</summary>
    public void Hurry()
    {
        isHurried = true;
        ending.CancelAfter(CrmHttp.Grace);
    }

    /// <summary>Says goodbye where the server still listens; what it answers changes nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            using var farewell = new CancellationTokenSource(Farewell, time);
            if (isPolite)
                await line.SayAsync("QUIT", farewell.Token);
        }
        catch (Exception failure) when (SmtpStoppedException.Explains(failure))
        {
        }

        await stream.DisposeAsync();
        connection.Dispose();
        ending.Dispose();
    }

    /// <summary>A line that begins with a full stop gets another one, because a full stop alone ends the mail (4.5.2).</summary>
    static string Stuffed(string mail) => $"\r\n{mail}".Replace("\r\n.", "\r\n..", StringComparison.Ordinal)[2..];

    async Task TalkAsync(Func<CancellationToken, Task> talk, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ending.Token, cancellationToken);
        isPolite = false;
        try
        {
            await talk(either.Token);
            isPolite = true;
        }
        catch (SmtpStoppedException)
        {
            isPolite = true;
            throw;
        }
        catch (Exception failure) when (SmtpStoppedException.Explains(failure) && !cancellationToken.IsCancellationRequested)
        {
            throw SmtpStoppedException.By(failure);
        }
    }

    async Task GreetAsync(CancellationToken cancellationToken)
    {
        var reply = await line.SayAsync($"EHLO {SmtpEnds.NameOf(connection.Client.LocalEndPoint)}", cancellationToken);
        offer = reply.IsPositive ? new(reply) : throw new SmtpStoppedException(reply, "does not want to speak with this machine");
    }

    /// <summary>What came before the encryption counts for nothing behind it, so that nobody on the way can put words in (RFC 3207, 4.2).</summary>
    async Task EncryptAsync(CancellationToken cancellationToken)
    {
        if (!offer.StartTls)
            throw new SmtpStoppedException("SMTP_NO_STARTTLS", "offers no STARTTLS");
        if (await line.SayAsync("STARTTLS", cancellationToken) is var reply and not { Code: SmtpReply.Ready })
            throw new SmtpStoppedException(reply, "does not begin STARTTLS");
        if (line.HasUnread)
            throw new IOException("Something was said before the encryption that belongs behind it.");

        var encrypted = new SslStream(stream);
        (stream, line, offer) = (encrypted, new(encrypted), SmtpOffer.Nothing);
        await encrypted.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = server.Host }, cancellationToken);
        isEncrypted = true;
        await GreetAsync(cancellationToken);
    }

    Task SignInAsync(CancellationToken cancellationToken) => isEncrypted || SmtpEnds.IsLoopback(connection.Client.RemoteEndPoint)
        ? line.SignInAsync(offer, server, cancellationToken)
        : throw new SmtpStoppedException("SMTP_NO_TLS", "would see the password in the clear");
}
