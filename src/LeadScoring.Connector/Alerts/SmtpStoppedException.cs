using System.Net.Sockets;
using System.Security.Authentication;

namespace LeadScoring.Connector.Alerts;

/// <summary>A dialogue with a mail server that did not come to its end.</summary>
/// <param name="code">Short, without personal data.</param>
/// <param name="complaint">What the server does, for a person and without personal data: "offers no STARTTLS".</param>
/// <param name="words">The server's own, or the framework's; they may hold personal data.</param>
sealed class SmtpStoppedException(string code, string complaint, string? words = null, Exception? inner = null)
    : Exception(words ?? complaint, inner)
{
    public const string Unreachable = "SMTP_UNREACHABLE";

    public const string TimedOut = "SMTP_TIMEOUT";

    public SmtpStoppedException(SmtpReply reply, string complaint)
        : this($"SMTP_{reply.Code}", $"{complaint} ({reply.Code})", reply.Words) => WasAnswered = true;

    public string Code { get; } = code;

    public string Complaint { get; } = complaint;

    /// <summary>The server said no; it was not the line that broke.</summary>
    public bool WasAnswered { get; }

    /// <summary>The recipient's mailbox does not exist.</summary>
    public bool MeansNoMailbox { get; init; }

    /// <summary>Whether a failure is one of the line or of its time.</summary>
    public static bool Explains(Exception failure) =>
        failure is AuthenticationException or SocketException or IOException or OperationCanceledException;

    public static SmtpStoppedException By(Exception failure) => failure switch
    {
        AuthenticationException => new("SMTP_TLS", $"cannot be spoken to securely: {Words(failure)}", Words(failure), failure),
        SocketException socket => new(Unreachable, $"cannot be reached: {socket.SocketErrorCode}", Words(failure), failure),
        OperationCanceledException => new(TimedOut, "did not answer in time", inner: failure),
        _ => new(Unreachable, $"cannot be spoken to: {Words(failure)}", Words(failure), failure),
    };

    static string Words(Exception failure) => failure.InnerException is { } inner ? $"{failure.Message} {inner.Message}" : failure.Message;
}
