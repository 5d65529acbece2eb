using System.Globalization;
using LeadScoring.Connector.Crm;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Salesforce;

/// <summary>
/// What one record tells. An activity that a person may have meant otherwise before, such as a call whose direction was
/// corrected, is told as one that does not stand.
/// </summary>
static class SalesforceActivityRows
{
    /// <summary>EmailMessage.Status of a mail that was not sent. [remembered, not verified: 0 New, 1 Read, 2 Replied, 3 Sent, 4 Forwarded, 5 Draft]</summary>
    const string Draft = "5";

    const string Sender = "FromAddress";

    public static bool IsMail(CrmRow task) => task["TaskSubtype"] is "Email" or "ListEmail";

    public static IEnumerable<CrmActivity> Of(ActivityStream stream, CrmRow row) => (stream.Object switch
    {
        SalesforceActivityQuery.Task => OfTask(stream, row),
        SalesforceActivityQuery.Mail => OfMail(stream, row),
        SalesforceActivityQuery.Event => [Activity(stream, row, ActivityKind.MeetingBooked, row.Time("CreatedDate"), Who(stream, row["WhoId"]))],
        _ => [OfMember(stream, row)],
    }).Where(activity => stream.Wants(activity.Kind) && (activity.People.Count > 0 || row["IsDeleted"] == "true"));

    /// <summary>A call or mail that is only planned, an open task, did not happen yet. Salesforce does not say who answered.</summary>
    static IEnumerable<CrmActivity> OfTask(ActivityStream stream, CrmRow row)
    {
        var at = CrmTime.Parse(row["CompletedDateTime"]) ?? row.Time("CreatedDate");
        var people = Who(stream, row["WhoId"]);
        var isDone = row["IsClosed"] == "true";
        if (row["CallType"] is { } direction)
        {
            yield return Call(ActivityKind.CallInbound, "Inbound");
            yield return Call(ActivityKind.CallOutbound, "Outbound");

            CrmActivity Call(ActivityKind kind, string name) => Activity(stream, row, kind, at, people, isDone && direction == name) with { Lasted = Duration(row) };
        }

        if (IsMail(row))
            yield return Activity(stream, row, ActivityKind.EmailSent, at, people, isDone);
    }

    /// <summary>Who of several people opened a mail is not known, so each is taken to have.</summary>
    static IEnumerable<CrmActivity> OfMail(ActivityStream stream, CrmRow row)
    {
        var at = CrmTime.Parse(row["MessageDate"]) ?? row.Time("CreatedDate");
        if (row["Incoming"] == "true")
        {
            yield return Activity(stream, row, ActivityKind.EmailReplied, at, People(stream, row, isSender: true));
            yield break;
        }

        var people = People(stream, row, isSender: false);
        yield return Activity(stream, row, ActivityKind.EmailSent, at, people, row["Status"] != Draft);
        if (row["IsBounced"] == "true")
            yield return Activity(stream, row, ActivityKind.EmailBounced, at, people);
        foreach (var opened in new[] { row["FirstOpenedDate"], row["LastOpenedDate"] }.Select(CrmTime.Parse).OfType<DateTimeOffset>().Distinct())
            yield return Activity(stream, row, ActivityKind.EmailOpened, opened, people) with { Occurrence = CrmTime.Milliseconds(opened) };
    }

    /// <summary>A response has a day and no time, so it is taken to have come as that day began, but not before the membership.</summary>
    static CrmActivity OfMember(ActivityStream stream, CrmRow row)
    {
        var created = row.Time("CreatedDate");
        var at = CrmTime.Parse(row["FirstRespondedDate"]) is { } day && day > created ? day : created;
        var contact = Who(stream, row["ContactId"]);
        return Activity(
            stream, row, ActivityKind.CampaignResponded, at, contact.Length > 0 ? contact : Who(stream, row["LeadId"]), row["HasResponded"] == "true");
    }

    static CrmActivity Activity(
        ActivityStream stream, CrmRow row, ActivityKind kind, DateTimeOffset at, CrmPerson[] people, bool stands = true) =>
        new(kind, stream.Object, row.Text("Id"), at, row.Time("SystemModstamp"))
        {
            People = people,
            Standing = stands && row["IsDeleted"] != "true",
            Fields = stream.Matched(kind, field => row[field]),
        };

    static CrmPerson[] People(ActivityStream stream, CrmRow mail, bool isSender) =>
    [
        .. mail.Children.GetValueOrDefault(SalesforceActivityQuery.MailPeople, [])
            .Where(relation => relation["RelationType"] == Sender == isSender)
            .SelectMany(relation => Who(stream, relation["RelationId"]))
            .Distinct(),
    ];

    /// <summary>The first three characters of an id tell its object; only people of mapped objects matter.</summary>
    static CrmPerson[] Who(ActivityStream stream, string? id)
    {
        var name = id?.Length >= 3 ? id[..3] switch { "00Q" => "Lead", "003" => "Contact", _ => null } : null;
        return name is not null && stream.Scope.Objects.Contains(name) ? [new(name, id ?? "")] : [];
    }

    static TimeSpan? Duration(CrmRow row) =>
        decimal.TryParse(row["CallDurationInSeconds"], NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds((double)seconds)
            : null;
}
