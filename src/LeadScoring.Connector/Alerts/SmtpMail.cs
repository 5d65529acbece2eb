using LeadScoring.Connector.Configuration;

namespace LeadScoring.Connector.Alerts;

/// <summary>A mail over SMTP.</summary>
sealed class SmtpMail(SmtpOptions server, TimeProvider time) : IAlertSender
{
    public bool CanLookUp => false;

    public bool IsOfRecord => false;

    public Task<bool> IsThereAsync(AlertLetter letter, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <summary>A stop does not cut a mail under way: its outcome has to be stored.</summary>
    public async Task<AlertOutcome> SendAsync(AlertLetter letter, CancellationToken cancellationToken)
    {
        if (!MailAddresses.IsAddress(letter.Recipient))
            return new(AlertResult.Refused, "ADDRESS_INVALID");

        await using var session = new SmtpSession(server, time);
        using var stopping = cancellationToken.Register(session.Hurry);
        try
        {
            await session.OpenAsync(CancellationToken.None);
            await session.HandOverAsync(letter.Recipient, SmtpMessage.Of(letter, server.From, time.GetUtcNow()), CancellationToken.None);
            return AlertOutcome.Sent;
        }
        catch (SmtpStoppedException stopped)
        {
            return new(ResultOf(stopped, session.MayBeTaken), stopped.Code, stopped.Message);
        }
    }

    /// <summary>A mailbox that does not exist will not exist in an hour. What else a server refuses, a person can mend.</summary>
    static AlertResult ResultOf(SmtpStoppedException stopped, bool mayBeTaken) => stopped switch
    {
        { MeansNoMailbox: true } => AlertResult.Refused,
        { WasAnswered: false } when mayBeTaken => AlertResult.Unknown,
        _ => AlertResult.Failed,
    };
}
