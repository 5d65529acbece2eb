using LeadScoring.Connector.Alerts;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Salesforce;

/// <summary>What an org can do to tell people something.</summary>
sealed class SalesforceAlerts(SalesforceClient client, CrmAddress address) : ICrmAlerts
{
    readonly SalesforceNotification notification = new(client);

    public IAlertSender Mail { get; } = new SalesforceMail(client);

    public IAlertSender Notification => notification;

    public IAlertSender Activity { get; } = new SalesforceTask(client);

    public async Task<string?> MissingAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await notification.TypeAsync(cancellationToken) is null
                ? $"The custom notification type {SalesforceSetup.NotificationType} does not exist."
                : null;
        }
        catch (CrmException refusal) when (refusal.Failure is CrmFailure.Rejected or CrmFailure.VersionRetired)
        {
            return $"The custom notification types cannot be read ({refusal.Code}).";
        }
    }

    /// <summary>The org leads from an id to the record's page.</summary>
    public ValueTask<Uri?> LinkAsync(string objectName, string id, CancellationToken cancellationToken) =>
        ValueTask.FromResult<Uri?>(address.Of(id));

    /// <summary>A limit of the org passes; any other refusal stays one.</summary>
    public static AlertOutcome Told(ActionReply? reply)
    {
        if (reply is null or { IsSuccess: true })
            return new(reply is null ? AlertResult.Unknown : AlertResult.Sent);

        var error = reply.Errors is [var first, ..] ? first : new();
        var passes = error.StatusCode?.Contains("LIMIT", StringComparison.OrdinalIgnoreCase) == true;
        return new(passes ? AlertResult.Failed : AlertResult.Refused, error.StatusCode, error.Message);
    }
}

/// <summary>
/// A mail sent by the org, from the connector's user. It cannot be looked up, and has no Message-ID of ours: the id stands at its
/// end.
/// </summary>
sealed class SalesforceMail(SalesforceClient client) : IAlertSender
{
    public bool CanLookUp => false;

    public bool IsOfRecord => false;

    public Task<bool> IsThereAsync(AlertLetter letter, CancellationToken cancellationToken) => Task.FromResult(false);

    public async Task<AlertOutcome> SendAsync(AlertLetter letter, CancellationToken cancellationToken)
    {
        var reply = await client.RunActionAsync(
            "emailSimple", new EmailInput(letter.Recipient, letter.Subject, letter.MarkedBody), cancellationToken);
        return SalesforceAlerts.Told(reply.Body is [var told, ..] ? told : null);
    }
}

/// <summary>The bell of the org, on desktop and phone.</summary>
sealed class SalesforceNotification(SalesforceClient client) : IAlertSender
{
    /// <summary>Longest texts of the action.</summary>
    const int LongestTitle = 250;

    const int LongestBody = 750;

    string? typeId;

    public bool CanLookUp => false;

    public bool IsOfRecord => false;

    public Task<bool> IsThereAsync(AlertLetter letter, CancellationToken cancellationToken) => Task.FromResult(false);

    public async Task<AlertOutcome> SendAsync(AlertLetter letter, CancellationToken cancellationToken)
    {
        if (await TypeAsync(cancellationToken) is not { } type)
            return new(AlertResult.Failed, "NO_NOTIFICATION_TYPE", $"Run setup: {SalesforceSetup.NotificationType} does not exist.");

        var reply = await client.RunActionAsync(
            "customNotificationAction",
            new NotificationInput(type, [letter.Recipient], Cut(letter.Subject, LongestTitle), Cut(letter.Body, LongestBody), letter.Leads[0].Id),
            cancellationToken);
        return SalesforceAlerts.Told(reply.Body is [var told, ..] ? told : null);
    }

    public async Task<string?> TypeAsync(CancellationToken cancellationToken)
    {
        if (typeId is not null)
            return typeId;

        var reply = await client.QueryAsync(
            $"SELECT Id FROM CustomNotificationType WHERE DeveloperName = '{SalesforceSetup.NotificationType}'", cancellationToken);
        return typeId = reply.Body.Records is [var type, ..] ? type["Id"] : null;
    }

    static string Cut(string text, int longest) => text.Length <= longest ? text : $"{text[..(longest - 1)]}…";
}

/// <summary>A task on the record's timeline. Found again by what its description ends with, among the tasks of the record.</summary>
sealed class SalesforceTask(SalesforceClient client) : IAlertSender
{
    const int LongestSubject = 255;

    /// <summary>The clock of the pass may be a little ahead of the one that stamps records.</summary>
    static readonly TimeSpan Slack = TimeSpan.FromMinutes(15);

    public bool CanLookUp => true;

    public bool IsOfRecord => true;

    public async Task<bool> IsThereAsync(AlertLetter letter, CancellationToken cancellationToken)
    {
        var since = (letter.NotBefore - Slack).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        var reply = await client.QueryAsync(
            $"SELECT Id, Description FROM Task WHERE WhoId = {SalesforceQuery.Quote(letter.Leads[0].Id)} AND CreatedDate >= {since}", cancellationToken);
        while (!reply.Body.Records.Any(task => task["Description"]?.Contains(letter.Marker, StringComparison.Ordinal) == true))
        {
            if (reply.Body.NextRecordsUrl is not { } next)
                return false;
            reply = await client.NextAsync(next, cancellationToken);
        }

        return true;
    }

    public async Task<AlertOutcome> SendAsync(AlertLetter letter, CancellationToken cancellationToken)
    {
        await client.CreateTaskAsync(
            new TaskRecord
            {
                WhoId = letter.Leads[0].Id,
                OwnerId = letter.Recipient.Length > 0 ? letter.Recipient : null,
                Subject = letter.Subject.Length <= LongestSubject ? letter.Subject : letter.Subject[..LongestSubject],
                Description = letter.MarkedBody,
                ActivityDate = letter.DueAt.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            },
            cancellationToken);
        return AlertOutcome.Sent;
    }
}
