using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Mappings;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Store;

namespace LeadScoring.Connector.Alerts;

/// <summary>
/// Delivers what waits in the alert box. A message is marked, given to its receiver, and closed by what became of it; one
/// found marked is looked for where that is possible, and sent again with the same id where it is not.
/// </summary>
sealed class Alerting(AlertPost post, Lease lease, TimeProvider time, ILogger logger)
{
    const int Batch = 500;

    static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>How long the box remembers what was sent.</summary>
    static readonly TimeSpan Memory = TimeSpan.FromDays(30);

    static readonly AlertChannel[] Every = Enum.GetValues<AlertChannel>();

    readonly AlertBox box = new(lease);
    readonly AlertQueue queue = new(lease);
    readonly HashSet<string> digests = new(StringComparer.Ordinal);
    readonly Dictionary<(AlertChannel Way, string Recipient), Overflow> overflow = [];
    readonly long began = time.GetTimestamp();
    int left;
    int cut;

    /// <param name="now">The CRM time of the pass.</param>
    public async Task SendAsync(InForce model, LoadedMap map, DateTimeOffset now, PassReport report, CancellationToken cancellationToken)
    {
        var work = new Work(
            model.File, model.File.Alerts ?? new AlertRules(), new Letters(model, map.Owners, post, now), new Delivery(box, queue, report, time, logger),
            now - post.Options.NotOlderThan);
        left = post.Options.PerHour - await queue.SentSinceAsync(Ceiled(work.Rules), time.GetUtcNow() - Hour, cancellationToken);
        var closed = await new AlertWays(post, box, queue).ClosedAsync(model.File, work.Oldest, report, cancellationToken);

        var last = 0L;
        while (await queue.DueAsync(closed, last, time.GetUtcNow(), Batch, cancellationToken) is { Count: > 0 } due)
        {
            foreach (var alert in due)
                await HandleAsync(alert, work, cancellationToken);
            last = due[^1].Row.AlertId;
        }

        foreach (var (to, gathered) in overflow)
            await GatherAsync(to, gathered, work, cancellationToken);
        await work.Delivery.TellAsync(cancellationToken);
        if (cut > 0)
            report.Problems.Add(new("alerts_waiting", $"{cut} alerts are left for the next pass.", "Nothing to do."));
        await box.ForgetAsync(now - Memory, cancellationToken);
    }

    AlertChannel[] Ceiled(AlertRules rules) => [.. Every.Where(channel => post.Of(channel, rules) is { IsOfRecord: false })];

    async Task HandleAsync(DueAlert alert, Work work, CancellationToken cancellationToken)
    {
        var sender = post.Of(alert.Row.Way, work.Rules);
        var isCeiled = sender is { IsOfRecord: false };
        if (work.WhyDropped(alert) is { } why)
            await box.DropAsync([alert.Row], why, cancellationToken);
        else if (work.IsTooOld(alert.Row))
            await work.Delivery.GiveUpAsync([alert.Row], cancellationToken);
        else if (work.Delivery.IsSilent(alert.Row.Way))
            return;
        else if (isCeiled && left <= 0 && alert.Row is { Digest: null, MayBeThere: false })
            Gather(alert);
        else if (post.Turn is { } turn && time.GetElapsedTime(began) >= turn)
            cut++;
        else if (alert.Row.Digest is { } digest)
            await RepeatAsync(digest, work, cancellationToken);
        else
        {
            left -= isCeiled ? 1 : 0;
            await work.Delivery.DeliverAsync(
                sender, [alert.Row], () => work.Letters.WriteAsync(alert, cancellationToken), digest: null, cancellationToken);
        }
    }

    void Gather(DueAlert alert)
    {
        var to = (alert.Row.Way, alert.Row.Recipient);
        if (!overflow.TryGetValue(to, out var gathered))
            overflow[to] = gathered = new([], []);
        gathered.Rows.Add(alert.Row);
        if (gathered.Named.Count < Letters.MostNamed)
            gathered.Named.Add(alert);
    }

    /// <summary>A digest that failed, or whose outcome is unknown, goes out again as it was, without what was dropped since.</summary>
    async Task RepeatAsync(string digest, Work work, CancellationToken cancellationToken)
    {
        if (!digests.Add(digest))
            return;

        var alerts = (await queue.OfDigestAsync(digest, cancellationToken)).Where(alert => work.WhyDropped(alert) is null && !work.IsTooOld(alert.Row)).ToList();
        await work.Delivery.DeliverAsync(
            post.Of(alerts[0].Row.Way, work.Rules), [.. alerts.Select(alert => alert.Row)],
            () => work.Letters.DigestAsync(digest, [.. alerts.Take(Letters.MostNamed)], alerts.Count, cancellationToken), digest, cancellationToken);
    }

    /// <summary>Beyond the ceiling everybody gets one message in an hour, with all that has come together.</summary>
    async Task GatherAsync((AlertChannel Way, string Recipient) to, Overflow gathered, Work work, CancellationToken cancellationToken)
    {
        if (work.Delivery.IsSilent(to.Way) || await queue.HadDigestAsync(to.Way, to.Recipient, time.GetUtcNow() - Hour, cancellationToken))
            return;

        var id = CrossingId.OfAlert([to.Way.ToString(), to.Recipient, .. gathered.Rows.Select(row => row.Crossing)]);
        await work.Delivery.DeliverAsync(
            post.Of(to.Way, work.Rules), gathered.Rows, () => work.Letters.DigestAsync(id, gathered.Named, gathered.Rows.Count, cancellationToken), id,
            cancellationToken);
    }

    /// <summary>What is beyond the ceiling, for one recipient.</summary>
    /// <param name="Named">The first of them.</param>
    sealed record Overflow(List<AlertRow> Rows, List<DueAlert> Named);

    /// <param name="Oldest">What turned hot before then is no news.</param>
    sealed record Work(MappingFile File, AlertRules Rules, Letters Letters, Delivery Delivery, DateTimeOffset Oldest)
    {
        /// <returns>Why nobody is to be told any more; null when somebody is.</returns>
        public string? WhyDropped(DueAlert alert) =>
            alert.Lead.Gone == Gone.Deleted ? "record_deleted"
            : alert.Lead.Closed ? "ledger_closed"
            : !Rules.Uses(alert.Row.Way) ? "not_asked_for"
            : !File.Model.Objects.ContainsKey(alert.Lead.Object) ? "object_not_mapped"
            : !alert.Lead.Hot || alert.Lead.HotSince > alert.Row.At ? "cooled"
            : null;

        public bool IsTooOld(AlertRow row) => row.At < Stored.Time(Oldest) && !row.Asked;
    }
}
