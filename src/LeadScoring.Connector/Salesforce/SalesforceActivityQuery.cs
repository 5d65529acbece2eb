using LeadScoring.Connector.Crm;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Salesforce;

/// <summary>
/// What is asked of each object that records activities (object references Task, EmailMessage, EmailMessageRelation, Event,
/// CampaignMember). A row that nobody wants is not asked for, unless it might have been wanted before it changed.
/// </summary>
static class SalesforceActivityQuery
{
    public const string Task = "Task";
    public const string Mail = "EmailMessage";
    public const string Event = "Event";
    public const string Member = "CampaignMember";

    /// <summary>The people a mail came from and went to.</summary>
    public const string MailPeople = "EmailMessageRelations";

    const string Stamp = "SystemModstamp";

    public static SalesforceQuery Of(ActivityStream stream)
    {
        string[] common = ["Id", "CreatedDate", Stamp, "IsDeleted"];
        string[] fields = [.. common, .. Own(stream), .. stream.MatchedFields()];
        return new(stream.Object, Stamp, [.. fields.Distinct(StringComparer.OrdinalIgnoreCase)])
        {
            IsAll = true,
            Only = Only(stream),
            Children = stream.Object == Mail ? new(MailPeople, ["RelationId", "RelationType"]) : null,
        };
    }

    static string[] Own(ActivityStream stream) => stream.Object switch
    {
        Task => ["WhoId", "IsClosed", "CompletedDateTime", "TaskSubtype", "CallType", "CallDurationInSeconds"],
        Mail => ["Incoming", "Status", "MessageDate", "FirstOpenedDate", "LastOpenedDate", "IsBounced"],
        Event => ["WhoId"],
        _ => ["LeadId", "ContactId", "HasResponded", "FirstRespondedDate"],
    };

    /// <summary>
    /// An invitation repeats the event of its organizer as a child of it. Whether a response that was taken back keeps its
    /// day is [unverified]; where it does not, nothing tells of it.
    /// </summary>
    static string? Only(ActivityStream stream) => stream.Object switch
    {
        Task => $"WhoId != null AND ({string.Join(" OR ", Tasks(stream))})",
        Mail when !stream.Wants(ActivityKind.EmailReplied) => "Incoming = false",
        Mail when stream.Scope.Kinds.Count == 1 => "Incoming = true",
        Mail => null,
        Event => "WhoId != null AND IsChild = false",
        _ => "(HasResponded = true OR FirstRespondedDate != null)",
    };

    static IEnumerable<string> Tasks(ActivityStream stream)
    {
        if (stream.Wants(ActivityKind.CallInbound) || stream.Wants(ActivityKind.CallOutbound))
            yield return "CallType != null";
        if (stream.Wants(ActivityKind.EmailSent))
            yield return "TaskSubtype IN ('Email','ListEmail')";
    }
}
