namespace LeadScoring.Connector.Web;

static partial class WebLog
{
    [LoggerMessage(LogLevel.Information, "Listening at {Address} for webhooks of {Connections}")]
    public static partial void Listening(this ILogger logger, Uri address, string connections);

    [LoggerMessage(LogLevel.Debug, "A webhook of {Connection} names {Records} contacts: {Verdict}")]
    public static partial void WebhookTaken(this ILogger logger, string connection, int records, WebhookVerdict verdict);

    [LoggerMessage(LogLevel.Warning, "Refused a webhook of {Connection}: {Verdict}. Compare WebhookSecret with the app's client secret, Web:PublicUrl with its target URL, and the clock of this machine")]
    public static partial void WebhookRefused(this ILogger logger, string connection, WebhookVerdict verdict);
}
