using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Text;
using LeadScoring.Connector.Configuration;

namespace LeadScoring.Connector.Alerts;

/// <summary>
/// A mail over SMTP, with STARTTLS and, where a user is configured, authentication (LOGIN is what the framework knows). Sent
/// again, it has the same Message-ID, by which mail programs tell that it is the same.
/// </summary>
sealed class SmtpMail(SmtpOptions server, TimeProvider time) : IAlertSender
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public bool CanLookUp => false;

    public bool IsOfRecord => false;

    public Task<bool> IsThereAsync(AlertLetter letter, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <summary>A stop does not cut a mail under way: its outcome has to be stored.</summary>
    public async Task<AlertOutcome> SendAsync(AlertLetter letter, CancellationToken cancellationToken)
    {
        using var client = Client();
        using var mail = Mail(letter);
        using var ending = new CancellationTokenSource(Patience, time);
        try
        {
            await client.SendMailAsync(mail, ending.Token);
            return AlertOutcome.Sent;
        }
        catch (SmtpException failure)
        {
            return Told(failure);
        }
        catch (OperationCanceledException)
        {
            return new(AlertResult.Unknown, "SMTP_TIMEOUT");
        }
    }

    /// <summary>A mailbox that does not exist will not exist in an hour. What the server says of itself may change.</summary>
    public static AlertOutcome Told(SmtpException failure)
    {
        var code = string.Create(CultureInfo.InvariantCulture, $"SMTP_{(int)failure.StatusCode}");
        return failure.StatusCode switch
        {
            SmtpStatusCode.GeneralFailure => new(AlertResult.Unknown, "SMTP_UNREACHABLE", Words(failure)),
            SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.MailboxNameNotAllowed or SmtpStatusCode.UserNotLocalTryAlternatePath
                when failure is SmtpFailedRecipientException => new(AlertResult.Refused, code, Words(failure)),
            _ => new(AlertResult.Failed, code, Words(failure)),
        };
    }

    SmtpClient Client() => new(server.Host, server.Port)
    {
        EnableSsl = server.StartTls,
        UseDefaultCredentials = false,
        Credentials = server.User.Length > 0 ? new NetworkCredential(server.User, server.Password) : null,
    };

    MailMessage Mail(AlertLetter letter)
    {
        var mail = new MailMessage(server.From, letter.Recipient, letter.Subject, letter.MarkedBody)
        {
            BodyEncoding = Encoding.UTF8,
            SubjectEncoding = Encoding.UTF8,
            IsBodyHtml = false,
        };
        mail.Headers.Add("Message-ID", $"<{letter.Id}@{server.From[(server.From.IndexOf('@', StringComparison.Ordinal) + 1)..]}>");
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        return mail;
    }

    static string Words(SmtpException failure) =>
        failure.InnerException is { } inner ? $"{failure.Message} {inner.Message}" : failure.Message;
}
