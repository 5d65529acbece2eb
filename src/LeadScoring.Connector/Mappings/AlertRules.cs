using System.Collections.Frozen;
using LeadScoring.Connector.Alerts;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Mappings;

enum MailVia
{
    /// <summary>SMTP when it is configured, else the CRM where it can.</summary>
    Auto,
    Smtp,
    Crm,
}

/// <summary>A meaning of statuses that keeps an alert back.</summary>
enum StatusMeaning
{
    Qualified,
    Disqualified,
    Later,
}

/// <summary>Texts that replace the product's own; what is null stays.</summary>
sealed record OwnTexts(string? Subject, string? Body);

/// <summary>Who gets mails: owner, or addresses.</summary>
sealed record MailRule(IReadOnlyList<string> To, MailVia Via)
{
    /// <summary>The word that stands for the owner of the lead.</summary>
    public const string Owner = "owner";
}

/// <summary>What happens when a lead turns hot, besides the fields.</summary>
sealed record AlertRules
{
    public MailRule? Mail { get; init; }

    public bool Notification { get; init; }

    public bool Activity { get; init; }

    /// <summary>When the activity is due, counted from the moment it is made.</summary>
    public TimeSpan DueIn { get; init; }

    public bool Webhook { get; init; }

    public IReadOnlySet<StatusMeaning> NotWhen { get; init; } = FrozenSet<StatusMeaning>.Empty;

    public IReadOnlyDictionary<Locale, OwnTexts> Texts { get; init; } = FrozenDictionary<Locale, OwnTexts>.Empty;

    public bool Uses(AlertChannel channel) => channel switch
    {
        AlertChannel.Mail => Mail is not null,
        AlertChannel.Notification => Notification,
        AlertChannel.Activity => Activity,
        _ => Webhook,
    };

    /// <summary>Whether the status, standing when a lead turns hot, keeps its alerts back.</summary>
    public bool IsKeptBack(string? status, StatusRules rules) => status is not null && NotWhen.Any(meaning => (meaning switch
    {
        StatusMeaning.Qualified => rules.Qualified,
        StatusMeaning.Disqualified => rules.Disqualified,
        _ => rules.Later,
    }).Contains(status));
}
