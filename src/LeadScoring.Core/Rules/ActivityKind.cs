namespace LeadScoring.Core.Rules;

/// <summary>What CRMs record of the exchange with a person.</summary>
public enum ActivityKind
{
    EmailSent,
    EmailOpened,
    EmailClicked,
    EmailReplied,
    EmailBounced,
    CallInbound,
    CallOutbound,
    MeetingBooked,
    Sms,
    CampaignResponded,
}
