using LeadScoring.Connector.Mappings;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Store;

namespace LeadScoring.Connector.Alerts;

/// <summary>Ways that a mapping file asks for and that are closed: no mail server, no notification type.</summary>
sealed class AlertWays(AlertPost post, AlertBox box, AlertQueue queue)
{
    /// <summary>Alerts without a way wait for it as long as they are news.</summary>
    /// <param name="oldest">What turned hot before then is no news.</param>
    /// <returns>The ways that none can take now.</returns>
    public async Task<IReadOnlyList<AlertChannel>> ClosedAsync(
        MappingFile file, DateTimeOffset oldest, PassReport report, CancellationToken cancellationToken)
    {
        List<AlertChannel> closed = [];
        foreach (var way in new[] { AlertNeeds.NoMail(file, post.Options), await NoBellAsync(file, report.Name, cancellationToken) }.OfType<ClosedWay>())
        {
            closed.Add(way.Channel);
            await box.ForgetAsync(way.Channel, oldest, cancellationToken);
            if (await queue.WaitingAsync(way.Channel, cancellationToken) is > 0 and var waiting)
                report.Problems.Add(new("alerts_waiting", $"{waiting} alerts wait. {way.Why}", way.Remedy));
        }

        return closed;
    }

    async Task<ClosedWay?> NoBellAsync(MappingFile file, string connection, CancellationToken cancellationToken) =>
        file.Alerts is { Notification: true } && await queue.WaitingAsync(AlertChannel.Notification, cancellationToken) > 0
            && await post.MissingAsync(cancellationToken) is { } missing
            ? new(AlertChannel.Notification, missing, $"Run setup --connection {connection}, or take on_hot.notification out of {file.Path}.")
            : null;
}
