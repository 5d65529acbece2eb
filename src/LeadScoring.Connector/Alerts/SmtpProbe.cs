using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using LeadScoring.Connector.Configuration;

namespace LeadScoring.Connector.Alerts;

/// <summary>Goes as far with a mail server as one can without sending a mail: greeting, STARTTLS, sign-in (RFC 5321, 3207, 4954).</summary>
sealed class SmtpProbe(SmtpOptions server, TimeProvider time)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <returns>What stands in the way, in words; null when nothing does.</returns>
    public async Task<string?> ComplaintAsync(CancellationToken cancellationToken)
    {
        using var ending = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ending.Token, cancellationToken);
        try
        {
            using var connection = new TcpClient();
            await connection.ConnectAsync(server.Host, server.Port, either.Token);
            return await TalkAsync(connection.GetStream(), either.Token);
        }
        catch (SocketException failure)
        {
            return $"cannot be reached: {failure.SocketErrorCode}";
        }
        catch (AuthenticationException failure)
        {
            return $"shows a certificate that is not trusted: {failure.Message}";
        }
        catch (IOException failure)
        {
            return $"cut the line: {failure.Message}";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"did not answer within {Patience.TotalSeconds:0} s";
        }
    }

    async Task<string?> TalkAsync(Stream plain, CancellationToken cancellationToken)
    {
        using var dialogue = new Dialogue(plain);
        if (await dialogue.ReadAsync(cancellationToken) != "220" || await dialogue.SayAsync("EHLO localhost", cancellationToken) != "250")
            return "does not speak SMTP";
        if (!server.StartTls)
            return await SignInAsync(dialogue, cancellationToken);
        if (await dialogue.SayAsync("STARTTLS", cancellationToken) != "220")
            return "offers no STARTTLS";

        await using var secure = new SslStream(plain, leaveInnerStreamOpen: true);
        await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = server.Host }, cancellationToken);
        using var encrypted = new Dialogue(secure);
        await encrypted.SayAsync("EHLO localhost", cancellationToken);
        return await SignInAsync(encrypted, cancellationToken);
    }

    /// <summary>LOGIN, because the framework's client, which sends the mails, knows no other with a password.</summary>
    async Task<string?> SignInAsync(Dialogue dialogue, CancellationToken cancellationToken)
    {
        if (server.User.Length > 0 && (await dialogue.SayAsync("AUTH LOGIN", cancellationToken) != "334"
            || await dialogue.SayAsync(Encoded(server.User), cancellationToken) != "334"
            || await dialogue.SayAsync(Encoded(server.Password), cancellationToken) != "235"))
            return "does not let the connector sign in";

        await dialogue.SayAsync("QUIT", cancellationToken);
        return null;
    }

    static string Encoded(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    sealed class Dialogue(Stream stream) : IDisposable
    {
        readonly StreamReader reader = new(stream, Encoding.ASCII, false, 1024, leaveOpen: true);

        public async Task<string> SayAsync(string line, CancellationToken cancellationToken)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"{line}\r\n"), cancellationToken);
            return await ReadAsync(cancellationToken);
        }

        public void Dispose() => reader.Dispose();

        /// <returns>The code of the reply, whose last line has a space behind it.</returns>
        public async Task<string> ReadAsync(CancellationToken cancellationToken)
        {
            while (await reader.ReadLineAsync(cancellationToken) is { Length: >= 3 } line)
            {
                if (line.Length == 3 || line[3] == ' ')
                    return line[..3];
            }

            throw new IOException("The server ended the dialogue.");
        }
    }
}
