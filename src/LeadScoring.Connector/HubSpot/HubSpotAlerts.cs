using System.Globalization;
using System.Net;
using LeadScoring.Connector.Alerts;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.HubSpot;

/// <summary>What an account can do to tell people something. Its API sends no mails of this kind.</summary>
sealed class HubSpotAlerts(HubSpotClient client) : ICrmAlerts
{
    AccountReply? account;

    public IAlertSender? Mail => null;

    public IAlertSender Notification { get; } = new HubSpotReminder(client);

    public IAlertSender Activity { get; } = new HubSpotNote(client);

    public Task<string?> MissingAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    /// <summary>Without an answer the alert goes out without a link.</summary>
    public async ValueTask<Uri?> LinkAsync(string objectName, string id, CancellationToken cancellationToken)
    {
        try
        {
            account ??= (await client.AccountAsync(cancellationToken)).Body;
        }
        catch (CrmException refusal) when (refusal.Failure is CrmFailure.Rejected or CrmFailure.VersionRetired or CrmFailure.Unavailable or CrmFailure.Throttled)
        {
            account = new();
        }

        return account.PortalId is { } portal and > 0 && Uri.CheckHostName(account.UiDomain) == UriHostNameType.Dns
            ? new($"https://{account.UiDomain}/contacts/{portal.ToString(CultureInfo.InvariantCulture)}/record/0-1/{id}")
            : null;
    }
}

/// <summary>A task for the owner whose reminder rings at once (guide "Tasks": hs_task_reminders, Unix milliseconds).</summary>
sealed class HubSpotReminder(HubSpotClient client) : IAlertSender
{
    /// <summary>A task to a contact.</summary>
    const int TypeId = 204;

    readonly HubSpotLookUp lookUp = new(client, "tasks", "hs_task_body");

    public bool CanLookUp => true;

    public bool IsOfRecord => false;

    public Task<bool> IsThereAsync(AlertLetter letter, CancellationToken cancellationToken) => lookUp.IsThereAsync(letter, cancellationToken);

    public async Task<AlertOutcome> SendAsync(AlertLetter letter, CancellationToken cancellationToken)
    {
        var due = letter.DueAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        await client.CreateAsync("tasks", HubSpotLookUp.Activity(letter, TypeId, new(StringComparer.Ordinal)
        {
            ["hs_timestamp"] = due,
            ["hs_task_reminders"] = due,
            ["hs_task_subject"] = letter.Subject,
            ["hs_task_body"] = HubSpotLookUp.Html(letter),
            ["hs_task_status"] = "NOT_STARTED",
            ["hs_task_priority"] = "HIGH",
            ["hs_task_type"] = "TODO",
        }), cancellationToken);
        return AlertOutcome.Sent;
    }
}

/// <summary>A note on the contact's timeline.</summary>
sealed class HubSpotNote(HubSpotClient client) : IAlertSender
{
    /// <summary>A note to a contact.</summary>
    const int TypeId = 202;

    readonly HubSpotLookUp lookUp = new(client, "notes", "hs_note_body");

    public bool CanLookUp => true;

    public bool IsOfRecord => true;

    public Task<bool> IsThereAsync(AlertLetter letter, CancellationToken cancellationToken) => lookUp.IsThereAsync(letter, cancellationToken);

    public async Task<AlertOutcome> SendAsync(AlertLetter letter, CancellationToken cancellationToken)
    {
        await client.CreateAsync("notes", HubSpotLookUp.Activity(letter, TypeId, new(StringComparer.Ordinal)
        {
            ["hs_timestamp"] = letter.NotBefore.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            ["hs_note_body"] = HubSpotLookUp.Html(letter),
        }), cancellationToken);
        return AlertOutcome.Sent;
    }
}

/// <summary>Finds an activity of a contact by what its body ends with. Past the search, whose index lags.</summary>
sealed class HubSpotLookUp(HubSpotClient client, string type, string body)
{
    /// <summary>What a batch read takes.</summary>
    const int Batch = 100;

    public async Task<bool> IsThereAsync(AlertLetter letter, CancellationToken cancellationToken)
    {
        string? after = null;
        do
        {
            var page = (await client.AssociatedAsync(letter.Leads[0].Id, type, after, cancellationToken)).Body;
            foreach (var ids in page.Results.Select(associated => associated.Other).OfType<string>().Chunk(Batch))
            {
                var read = await client.ReadAsync(type, new([body], [], [.. ids.Select(id => new ReadInput(id))]), cancellationToken);
                if (read.Body.Results.Any(activity => activity.Properties[body]?.Contains(letter.Marker, StringComparison.Ordinal) == true))
                    return true;
            }

            after = page.Paging?.Next?.After;
        }
        while (after is not null);

        return false;
    }

    public static NewActivity Activity(AlertLetter letter, int typeId, Dictionary<string, string> properties)
    {
        if (letter.Recipient.Length > 0)
            properties["hubspot_owner_id"] = letter.Recipient;
        return new(properties, [.. letter.Leads.Select(lead => new NewAssociation(new(lead.Id), [new(typeId)]))]);
    }

    /// <summary>HubSpot shows bodies as HTML.</summary>
    public static string Html(AlertLetter letter) =>
        WebUtility.HtmlEncode(letter.MarkedBody).Replace("\n", "<br>", StringComparison.Ordinal);
}
