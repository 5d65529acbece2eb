using System.Globalization;
using LeadScoring.Connector.Crm;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.HubSpot;

/// <summary>
/// What one record tells, openings and clicks apart. An activity that a person may have meant otherwise before, such as a
/// call whose direction was corrected, is told as one that does not stand.
/// </summary>
static class HubSpotActivityRows
{
    const string Connected = "f240bbac-87c9-4f6e-bf70-924b57d47db7";

    /// <summary>The other outcomes of a new account: no answer, busy, left voicemail, left live message, wrong number.</summary>
    static readonly string[] unanswered = ["73a0d17f", "9d9162e7", "b2cf5968", "a4c4c377"];

    /// <summary>Statuses of a call that is still going on, or came to nothing.</summary>
    static readonly HashSet<string> notMade = new(StringComparer.OrdinalIgnoreCase)
    {
        "QUEUED", "RINGING", "CONNECTING", "CALLING_CRM_USER", "IN_PROGRESS", "CANCELED", "FAILED",
    };

    /// <summary>Statuses of a mail that has not gone out.</summary>
    static readonly HashSet<string> notSent = new(StringComparer.OrdinalIgnoreCase) { "SCHEDULED", "SENDING", "FAILED" };

    /// <summary>Without the people it concerns.</summary>
    public static IEnumerable<CrmActivity> Of(ActivityStream stream, CrmRecord row) => (stream.Object switch
    {
        HubSpotActivityQuery.Calls => OfCall(stream, row),
        HubSpotActivityQuery.Mails => OfMail(stream, row),
        HubSpotActivityQuery.Meetings => [OfMeeting(stream, row)],
        _ => [Activity(stream, row, ActivityKind.Sms, Time(row))],
    }).Where(activity => stream.Wants(activity.Kind));

    public static CrmActivity Activity(ActivityStream stream, CrmRecord row, ActivityKind kind, DateTimeOffset at, bool stands = true) =>
        new(kind, stream.Object, row.Id, at, row.Stamp)
        {
            Standing = stands,
            Fields = stream.Matched(kind, row.Fields.GetValueOrDefault),
        };

    static IEnumerable<CrmActivity> OfCall(ActivityStream stream, CrmRecord row)
    {
        if (Text(row, "hs_call_direction") is not { } direction)
            yield break;

        var lasted = Duration(row);
        var isMade = !notMade.Contains(Text(row, "hs_call_status") ?? "");
        yield return Call(ActivityKind.CallInbound, "INBOUND");
        yield return Call(ActivityKind.CallOutbound, "OUTBOUND");

        CrmActivity Call(ActivityKind kind, string name) => Activity(stream, row, kind, Time(row) + (lasted ?? TimeSpan.Zero), isMade && direction == name) with
        {
            Lasted = lasted,
            Answered = IsAnswered(row),
        };
    }

    static IEnumerable<CrmActivity> OfMail(ActivityStream stream, CrmRecord row)
    {
        var status = Text(row, "hs_email_status") ?? "";
        switch (Text(row, "hs_email_direction"))
        {
            case "EMAIL":
                yield return Activity(stream, row, ActivityKind.EmailSent, Time(row), !notSent.Contains(status));
                if (Is(status, "BOUNCED"))
                    yield return Activity(stream, row, ActivityKind.EmailBounced, Time(row));
                break;
            case "INCOMING_EMAIL":
                yield return Activity(stream, row, ActivityKind.EmailReplied, Time(row));
                break;
        }
    }

    /// <summary>Booked when it was entered, for however late a date. Whether CANCELED is written so is [unverified].</summary>
    static CrmActivity OfMeeting(ActivityStream stream, CrmRecord row)
    {
        var outcome = Text(row, "hs_meeting_outcome") ?? "";
        return Activity(stream, row, ActivityKind.MeetingBooked, row.CreatedAt, !Is(outcome, "CANCELED") && !Is(outcome, "CANCELLED"));
    }

    /// <summary>An account may add outcomes of its own; those say nothing here, but a mapping can match them.</summary>
    static bool? IsAnswered(CrmRecord call) => (Text(call, "hs_call_disposition"), Text(call, "hs_call_status")) switch
    {
        ({ } outcome, _) when Is(outcome, Connected) => true,
        ({ } outcome, _) when Array.Exists(unanswered, start => outcome.StartsWith(start, StringComparison.OrdinalIgnoreCase)) => false,
        (null, { } status) when Is(status, "NO_ANSWER") || Is(status, "BUSY") => false,
        _ => null,
    };

    static DateTimeOffset Time(CrmRecord row) => CrmTime.Parse(Text(row, "hs_timestamp")) ?? row.CreatedAt;

    /// <summary>Milliseconds.</summary>
    static TimeSpan? Duration(CrmRecord row) =>
        decimal.TryParse(Text(row, "hs_call_duration"), NumberStyles.Float, CultureInfo.InvariantCulture, out var milliseconds)
            ? TimeSpan.FromMilliseconds((double)milliseconds)
            : null;

    static string? Text(CrmRecord row, string name) => row.Fields.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;

    static bool Is(string text, string other) => text.Equals(other, StringComparison.OrdinalIgnoreCase);
}
