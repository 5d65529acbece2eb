namespace LeadScoring.Sandbox.Salesforce;

/// <summary>A mail that the org has sent.</summary>
public sealed record SentMail(IReadOnlyList<string> To, string Subject, string Body);

/// <summary>A notification that the org has shown.</summary>
public sealed record SentNotification(IReadOnlyList<string> RecipientIds, string Title, string Body, string TargetId);

/// <summary>What the org has told people.</summary>
public sealed partial class SalesforceOrg
{
    readonly List<SentMail> mails = [];
    readonly List<SentNotification> notifications = [];

    public IReadOnlyList<SentMail> Mails
    {
        get { lock (Gate) return [.. mails]; }
    }

    public IReadOnlyList<SentNotification> Notifications
    {
        get { lock (Gate) return [.. notifications]; }
    }

    internal void Deliver(SentMail mail) => mails.Add(mail);

    internal void Deliver(SentNotification notification) => notifications.Add(notification);
}
