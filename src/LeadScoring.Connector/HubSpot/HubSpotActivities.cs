using System.Runtime.CompilerServices;
using LeadScoring.Connector.Crm;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.HubSpot;

/// <summary>
/// Reads what HubSpot records of the exchange with people. A search tells neither whom a record is with, which is asked for
/// a thousand at a time, nor of deleted records, which have to be asked for by their ids.
/// </summary>
sealed class HubSpotActivities(HubSpotClient client, int pageSize)
{
    const int BatchSize = 100;

    static readonly (string Name, ActivityKind[] Kinds)[] objects =
    [
        (HubSpotActivityQuery.Calls, [ActivityKind.CallInbound, ActivityKind.CallOutbound]),
        (HubSpotActivityQuery.Mails,
            [ActivityKind.EmailSent, ActivityKind.EmailOpened, ActivityKind.EmailClicked, ActivityKind.EmailReplied, ActivityKind.EmailBounced]),
        (HubSpotActivityQuery.Meetings, [ActivityKind.MeetingBooked]),
        (HubSpotActivityQuery.Messages, [ActivityKind.Sms]),
    ];

    readonly HubSpotAssociations associations = new(client);
    readonly HubSpotOpenings openings = new(new(client));

    public static IReadOnlyList<ActivityStream> Streams(ActivityScope scope) => ActivityStreams.Of(scope, objects);

    public IAsyncEnumerable<ActivityPage> ReadAsync(ActivityStream stream, ReadWindow window, CancellationToken cancellationToken) =>
        PagesAsync(stream, window, cancellationToken).Explained(refusal => stream.Unreadable(refusal, Remedy(stream)));

    /// <summary>Those with these ids, whether or not they have been seen.</summary>
    public async Task<ActivityPage> ReadAsync(ActivityStream stream, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var asked = HubSpotActivityQuery.Properties(stream);
        var rows = new List<CrmRecord>();
        var leftOut = new List<string>();
        var date = DateTimeOffset.MaxValue;
        foreach (var batch in ids.Chunk(BatchSize))
        {
            var reply = await client.ReadAsync(stream.Object, new(asked, [], [.. batch.Select(id => new ReadInput(id))]), cancellationToken);
            rows.AddRange(reply.Body.Results.Select(row => HubSpotActivityQuery.Record(stream.Object, row)));
            leftOut.AddRange(HubSpotLeftOut.Of(batch, reply.Body));
            date = reply.Date < date ? reply.Date : date;
        }

        var page = await PageAsync(stream, rows, rows.Select(row => row.Id).ToHashSet(StringComparer.Ordinal), place: null, date, cancellationToken);
        return page with { LeftOut = [.. leftOut, .. page.LeftOut] };
    }

    /// <returns>Those that a read does not find any more, though others are found in the same call.</returns>
    public async Task<IReadOnlySet<string>> DeletedAsync(ActivityStream stream, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var deleted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var batch in ids.Distinct(StringComparer.Ordinal).Chunk(BatchSize))
        {
            var request = new ReadRequest([HubSpotActivityQuery.Stamp], [], [.. batch.Select(id => new ReadInput(id))]);
            var reply = await client.ReadAsync(stream.Object, request, cancellationToken);
            var missing = reply.Body.Errors
                .Where(error => error.Category == "OBJECT_NOT_FOUND")
                .SelectMany(error => error.Context?.GetValueOrDefault("ids") ?? []);
            deleted.UnionWith(missing.Intersect(batch));
        }

        return deleted;
    }

    async IAsyncEnumerable<ActivityPage> PagesAsync(
        ActivityStream stream, ReadWindow window, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var asked = HubSpotActivityQuery.Properties(stream);
        var only = HubSpotActivityQuery.Only(stream);
        var walk = new HubSpotWalk(window, pageSize);
        var held = new List<CrmRecord>();
        var isEmpty = true;
        while (walk.Next is { } query)
        {
            var reply = await client.SearchAsync(stream.Object, query.Body(asked, pageSize, HubSpotActivityQuery.Stamp, only), cancellationToken);
            var (rows, place) = walk.Take(
                [.. reply.Body.Results.Select(row => HubSpotActivityQuery.Record(stream.Object, row))], reply.Body.Total, reply.Body.Paging?.Next?.After);
            held.AddRange(rows);
            var isLast = walk.Next is null;
            if (isLast ? held.Count == 0 && !isEmpty : held.Count + pageSize <= HubSpotAssociations.AtOnce)
                continue;

            var unseen = await window.Unseen(held, cancellationToken);
            yield return await PageAsync(stream, held, unseen, held.Count > 0 ? place : null, reply.Date, cancellationToken);
            held.Clear();
            isEmpty = false;
        }
    }

    /// <summary>
    /// Rows that came back only because of the overlap have been told. One that concerned nobody is unseen for as long as it
    /// comes back, since a rep may say later whom a call was with.
    /// </summary>
    async Task<ActivityPage> PageAsync(
        ActivityStream stream, IReadOnlyList<CrmRecord> rows, IReadOnlySet<string> unseen, Cursor? place, DateTimeOffset date,
        CancellationToken cancellationToken)
    {
        var people = await associations.ReadAsync(stream, [.. rows.Select(row => row.Id).Where(unseen.Contains).Distinct()], cancellationToken);
        CrmRecord[] concerned = [.. rows.Where(row => people.ContainsKey(row.Id))];
        var (opened, leftOut) = await openings.ReadAsync(stream, concerned, cancellationToken);
        CrmActivity[] activities =
        [
            .. concerned.Where(row => !leftOut.Contains(row.Id)).SelectMany(row => HubSpotActivityRows.Of(stream, row)),
            .. opened,
        ];
        return new([.. activities.Select(activity => (activity with { People = people[activity.Id] }).NotAfter(date))], rows.Count, place, date)
        {
            LeftOut = [.. leftOut],
        };
    }

    static string Remedy(ActivityStream stream) => stream.Object == HubSpotActivityQuery.Mails
        ? "Give the token the scope sales-email-read, besides crm.objects.contacts.read, or take the signals on mails out of the mapping file."
        : "Give the token the scope crm.objects.contacts.read, and see that matching in the mapping file names properties.";
}
