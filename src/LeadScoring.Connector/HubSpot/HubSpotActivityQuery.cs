using System.Text.RegularExpressions;
using LeadScoring.Connector.Crm;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.HubSpot;

/// <summary>What is asked of each object that records activities (guides "Calls", "Email", "Meetings", "Communications").</summary>
static partial class HubSpotActivityQuery
{
    public const string Calls = "calls";
    public const string Mails = "emails";
    public const string Meetings = "meetings";
    public const string Messages = "communications";

    /// <summary>Contacts alone are stamped with another property.</summary>
    public const string Stamp = "hs_lastmodifieddate";

    public const string Created = "hs_createdate";

    public const string Opens = "hs_email_open_count";
    public const string Clicks = "hs_email_click_count";

    public static IReadOnlyList<string> Properties(ActivityStream stream)
    {
        string[] names = [Stamp, Created, "hs_timestamp", .. Own(stream), .. stream.MatchedFields()];
        return [.. names.Select(Name).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The direction of a mail and the channel of a message never change; that of a call may be corrected, so both are read.</summary>
    public static Filter? Only(ActivityStream stream) => stream.Object switch
    {
        Mails when !stream.Wants(ActivityKind.EmailReplied) => new("hs_email_direction", "EQ", "EMAIL"),
        Mails when stream.Scope.Kinds.Count == 1 => new("hs_email_direction", "EQ", "INCOMING_EMAIL"),
        Messages => new("hs_communication_channel_type", "EQ", "SMS"),
        _ => null,
    };

    public static CrmRecord Record(string type, HubSpotObject row)
    {
        var stamp = CrmTime.Parse(row.Properties[Stamp]) ?? CrmTime.Parse(row.UpdatedAt)
            ?? throw new CrmException(CrmFailure.Unavailable, $"HubSpot answered with one of {type} without {Stamp}.");
        var created = CrmTime.Parse(row.Properties[Created]) ?? CrmTime.Parse(row.CreatedAt) ?? stamp;
        return new(type, row.Id, created, stamp, row.Properties.Values);
    }

    static string[] Own(ActivityStream stream) => stream.Object switch
    {
        Calls => ["hs_call_direction", "hs_call_duration", "hs_call_status", "hs_call_disposition"],
        Mails => ["hs_email_direction", "hs_email_status", Opens, Clicks],
        Meetings => ["hs_meeting_outcome"],
        _ => [],
    };

    static string Name(string name) => Names().IsMatch(name)
        ? name
        : throw new CrmException(CrmFailure.Rejected, $"{name} is no property name.") { Code = "INVALID_FIELD" };

    [GeneratedRegex(@"^[a-z][a-z0-9_]*\z", RegexOptions.NonBacktracking)]
    private static partial Regex Names();
}
