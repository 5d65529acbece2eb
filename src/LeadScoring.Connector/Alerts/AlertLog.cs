namespace LeadScoring.Connector.Alerts;

static partial class AlertLog
{
    [LoggerMessage(LogLevel.Warning, "{Connection}: {Count} alerts by {Channel} were not delivered: {Code}")]
    public static partial void NotDelivered(this ILogger logger, string connection, AlertChannel channel, int count, string code);
}
