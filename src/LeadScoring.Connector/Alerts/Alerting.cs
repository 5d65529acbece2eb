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

    /// <summary>Then the CRM is to be read again; what is left goes out with the next pass.</summary>
    static readonly TimeSpan Turn = TimeSpan.FromSeconds(30);

    static readonly AlertChannel[] Every = Enum.GetValues<AlertChannel>();

    readonly AlertBox box = new(lease);
    readonly HashSet<string> digests = new(StringComparer.Ordinal);
    readonly List<DueAlert> overflow = [];
    int left;

    /// <param name="now">The CRM time of the pass.</param>
    public async Task SendAsync(InForce model, LoadedMap map, DateTimeOffset now, PassReport report, CancellationToken cancellationToken)
    {
        var rules = model.File.Alerts ?? new AlertRules();
        var letters = new Letters(model, rules, map.Owners, post, now);
        var delivery = new Delivery(box, report, time, logger);
        left = post.Options.PerHour - await box.SentSinceAsync(Ceiled(rules), time.GetUtcNow() - Hour, cancellationToken);
        var closed = await ClosedAsync(model.File, now, report, cancellationToken);

        var began = time.GetTimestamp();
        var last = 0L;
        while (await box.DueAsync(closed, last, time.GetUtcNow(), Batch, cancellationToken) is { Count: > 0 } due)
        {
            foreach (var alert in due.TakeWhile(_ => time.GetElapsedTime(began) < Turn))
                await HandleAsync(alert, model.File, rules, letters, delivery, cancellationToken);
            if (time.GetElapsedTime(began) >= Turn)
                break;
            last = due[^1].Row.AlertId;
        }

        foreach (var group in overflow.GroupBy(alert => (alert.Row.Way, alert.Row.Recipient)))
            await GatherAsync(group.Key, [.. group], rules, letters, delivery, cancellationToken);
        await delivery.TellAsync(cancellationToken);
    }

    /// <summary>Alerts without a way wait for it as long as they are news.</summary>
    async Task<IReadOnlyList<AlertChannel>> ClosedAsync(MappingFile file, DateTimeOffset now, PassReport report, CancellationToken cancellationToken)
    {
        List<AlertChannel> closed = [];
        foreach (var way in new[] { AlertNeeds.NoMail(file, post.Options), await NoBellAsync(file, report.Name, cancellationToken) }.OfType<ClosedWay>())
        {
            closed.Add(way.Channel);
            await box.ForgetAsync(way.Channel, now - post.Options.NotOlderThan, cancellationToken);
            if (await box.WaitingAsync(way.Channel, cancellationToken) is > 0 and var waiting)
                report.Problems.Add(new("alerts_waiting", $"{waiting} alerts wait. {way.Why}", way.Remedy));
        }

        return closed;
    }

    async Task<ClosedWay?> NoBellAsync(MappingFile file, string connection, CancellationToken cancellationToken) =>
        file.Alerts is { Notification: true } && await box.WaitingAsync(AlertChannel.Notification, cancellationToken) > 0
            && await post.MissingAsync(cancellationToken) is { } missing
            ? new(AlertChannel.Notification, missing, $"Run setup --connection {connection}, or take on_hot.notification out of {file.Path}.")
            : null;

    AlertChannel[] Ceiled(AlertRules rules) => [.. Every.Where(channel => post.Of(channel, rules) is { IsOfRecord: false })];

    async Task HandleAsync(
        DueAlert alert, MappingFile file, AlertRules rules, Letters letters, Delivery delivery, CancellationToken cancellationToken)
    {
        if (delivery.IsSilent(alert.Row.Way))
            return;

        if (WhyDropped(alert, file, rules) is { } why)
            await box.DropAsync([alert.Row], why, cancellationToken);
        else if (alert.Row.Digest is { } digest)
            await RepeatAsync(digest, rules, letters, delivery, cancellationToken);
        else if (post.Of(alert.Row.Way, rules) is { IsOfRecord: false } && alert.Row.State == (int)AlertState.Waiting && left <= 0)
            overflow.Add(alert);
        else
            await SendAsync(alert, rules, letters, delivery, cancellationToken);
    }

    static string? WhyDropped(DueAlert alert, MappingFile file, AlertRules rules) =>
        alert.Lead.Gone == Gone.Deleted ? "record_deleted"
        : !rules.Uses(alert.Row.Way) ? "not_asked_for"
        : !file.Model.Objects.ContainsKey(alert.Lead.Object) ? "object_not_mapped"
        : null;

    async Task SendAsync(DueAlert alert, AlertRules rules, Letters letters, Delivery delivery, CancellationToken cancellationToken)
    {
        var sender = post.Of(alert.Row.Way, rules);
        await delivery.DeliverAsync(
            sender, [alert.Row], await letters.WriteAsync(alert, cancellationToken), digest: null, cancellationToken);
        if (sender is { IsOfRecord: false })
            left--;
    }

    /// <summary>A digest that failed, or whose outcome is unknown, goes out again as it was.</summary>
    async Task RepeatAsync(string digest, AlertRules rules, Letters letters, Delivery delivery, CancellationToken cancellationToken)
    {
        if (!digests.Add(digest))
            return;

        var alerts = await box.OfDigestAsync(digest, cancellationToken);
        await delivery.DeliverAsync(
            post.Of(alerts[0].Row.Way, rules), [.. alerts.Select(alert => alert.Row)],
            await letters.DigestAsync(digest, alerts, cancellationToken), digest, cancellationToken);
    }

    /// <summary>Beyond the ceiling everybody gets one message in an hour, with all that has come together.</summary>
    async Task GatherAsync(
        (AlertChannel Channel, string Recipient) to, List<DueAlert> alerts, AlertRules rules, Letters letters, Delivery delivery,
        CancellationToken cancellationToken)
    {
        if (delivery.IsSilent(to.Channel) || await box.HadDigestAsync(to.Channel, to.Recipient, time.GetUtcNow() - Hour, cancellationToken))
            return;

        var id = CrossingId.OfAlert([to.Channel.ToString(), to.Recipient, .. alerts.Select(alert => alert.Row.Crossing)]);
        await delivery.DeliverAsync(
            post.Of(to.Channel, rules), [.. alerts.Select(alert => alert.Row)],
            await letters.DigestAsync(id, alerts, cancellationToken), id, cancellationToken);
    }
}
