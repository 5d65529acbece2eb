using System.Runtime.CompilerServices;
using LeadScoring.Connector.Crm;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Salesforce;

/// <summary>Reads what Salesforce records of the exchange with people; deleted and archived records too.</summary>
sealed class SalesforceActivities(SalesforceClient client, SalesforcePages pages)
{
    static readonly (string Name, ActivityKind[] Kinds)[] objects =
    [
        (SalesforceActivityQuery.Task, [ActivityKind.CallInbound, ActivityKind.CallOutbound, ActivityKind.EmailSent]),
        (SalesforceActivityQuery.Mail, [ActivityKind.EmailSent, ActivityKind.EmailOpened, ActivityKind.EmailReplied, ActivityKind.EmailBounced]),
        (SalesforceActivityQuery.Event, [ActivityKind.MeetingBooked]),
        (SalesforceActivityQuery.Member, [ActivityKind.CampaignResponded]),
    ];

    readonly SalesforceMailTasks mails = new(client);
    readonly SalesforceChildren children = new(client);

    public static IReadOnlyList<ActivityStream> Streams(ActivityScope scope) => ActivityStreams.Of(scope, objects);

    public IAsyncEnumerable<ActivityPage> ReadAsync(ActivityStream stream, ReadWindow window, CancellationToken cancellationToken) =>
        PagesAsync(stream, window, cancellationToken).Explained(refusal => stream.Unreadable(refusal, Remedy(stream, refusal)));

    async IAsyncEnumerable<ActivityPage> PagesAsync(
        ActivityStream stream, ReadWindow window, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (reply, end) in pages.ReadAsync(SalesforceActivityQuery.Of(stream), window, cancellationToken))
        {
            var rows = await children.CompleteAsync(reply.Body.Records, cancellationToken);
            var told = await ToldByMailsAsync(stream, rows, cancellationToken);
            CrmActivity[] activities =
            [
                .. rows
                    .Where(row => !told.Contains(row.Text("Id")))
                    .SelectMany(row => SalesforceActivityRows.Of(stream, row))
                    .Select(activity => activity.NotAfter(reply.Date)),
            ];
            yield return new(activities, rows.Count, end, reply.Date);
        }
    }

    /// <summary>The tasks that log a mail which its own record tells of.</summary>
    async Task<IReadOnlySet<string>> ToldByMailsAsync(ActivityStream stream, IReadOnlyList<CrmRow> rows, CancellationToken cancellationToken) =>
        await mails.ToldAsync(
            stream.Object == SalesforceActivityQuery.Task
                ? [.. rows.Where(SalesforceActivityRows.IsMail).Select(row => row.Text("Id"))]
                : [],
            cancellationToken);

    static string Remedy(ActivityStream stream, CrmException refusal) => (stream.Object, refusal.Code) switch
    {
        (_, "INVALID_FIELD") => "Let the connector's user see the fields that the message names (field-level security), or correct matching in the mapping file.",
        (SalesforceActivityQuery.Mail, _) =>
            "Switch on Enhanced Email (Setup, Enhanced Email) and let the connector's user read email messages, or take the signals on mails out of the mapping file.",
        (SalesforceActivityQuery.Member, _) => "Let the connector's user read campaigns, leads and contacts.",
        _ => "Let the connector's user read activities (Access Activities), and the leads and contacts they are with.",
    };
}
