namespace LeadScoring.Connector.Alerts;

enum AlertResult
{
    /// <summary>The receiver has taken it.</summary>
    Sent,

    /// <summary>The receiver has not taken it, but may later.</summary>
    Failed,

    /// <summary>The receiver has not taken it and never will.</summary>
    Refused,

    /// <summary>Nobody knows whether the receiver has taken it.</summary>
    Unknown,
}

/// <summary>What became of one attempt.</summary>
/// <param name="Code">Short, without personal data: it is logged.</param>
/// <param name="Message">The receiver's words; they may hold personal data and are never logged.</param>
readonly record struct AlertOutcome(AlertResult Result, string? Code = null, string? Message = null)
{
    public static readonly AlertOutcome Sent = new(AlertResult.Sent);

    /// <summary>The receiver let itself be waited for.</summary>
    public bool IsSilence => Result == AlertResult.Unknown || Code is SmtpStoppedException.Unreachable or SmtpStoppedException.TimedOut;

    /// <summary>Whether an earlier attempt arrived is as unknown as before.</summary>
    public bool KeepsDoubt { get; init; }
}

/// <summary>One way to deliver an alert. What fails in a call to a CRM is thrown as <see cref="Crm.CrmException"/>.</summary>
interface IAlertSender
{
    /// <summary>Whether a message that may have been delivered can be found, so that it is never delivered twice.</summary>
    bool CanLookUp { get; }

    /// <summary>It belongs to the record and rings nowhere, so the ceiling per hour does not hold it back.</summary>
    bool IsOfRecord { get; }

    Task<bool> IsThereAsync(AlertLetter letter, CancellationToken cancellationToken);

    Task<AlertOutcome> SendAsync(AlertLetter letter, CancellationToken cancellationToken);
}

/// <summary>The ways of a CRM itself.</summary>
interface ICrmAlerts
{
    /// <summary>Null where the CRM sends no mails for others.</summary>
    IAlertSender? Mail { get; }

    IAlertSender Notification { get; }

    IAlertSender Activity { get; }

    /// <summary>Whether everything is there that a notification needs.</summary>
    /// <returns>What is missing, in words; null when nothing is.</returns>
    Task<string?> MissingAsync(CancellationToken cancellationToken);

    /// <summary>Where people see the record; null when the CRM does not tell.</summary>
    ValueTask<Uri?> LinkAsync(string objectName, string id, CancellationToken cancellationToken);
}
