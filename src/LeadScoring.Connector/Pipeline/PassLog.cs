namespace LeadScoring.Connector.Pipeline;

static partial class PassLog
{
    [LoggerMessage(LogLevel.Debug, "Read {Rows} rows of {Stream} from {Connection} up to {At}")]
    public static partial void PageRead(this ILogger logger, string connection, string stream, int rows, DateTimeOffset? at);

    [LoggerMessage(LogLevel.Information, "Reading for the first time: {Progress}")]
    public static partial void Progress(this ILogger logger, ReadProgress progress);

    [LoggerMessage(LogLevel.Debug, "Folded {Leads} leads of {Connection}")]
    public static partial void Folded(this ILogger logger, string connection, int leads);

    [LoggerMessage(LogLevel.Debug, "{Crm} refused the fields of {LeadId}: {Code}")]
    public static partial void WriteRefused(this ILogger logger, string crm, string leadId, string? code);

    [LoggerMessage(LogLevel.Information, "Mapping {Hash} of {Connection} is in force")]
    public static partial void ModelInForce(this ILogger logger, string connection, string hash);

    [LoggerMessage(LogLevel.Information, "Passed {Connection}: read {Read}, changes {Changes}, scored {Scored}, hot {BecameHot}, cold {BecameCold}, written {Written}, alerts {Alerts}, calls {Calls}, {Milliseconds} ms")]
    public static partial void Passed(
        this ILogger logger, string connection, int read, int changes, int scored, int becameHot, int becameCold, int written,
        int alerts, int calls, long milliseconds);

    [LoggerMessage(LogLevel.Information, "Looked at {Hints} records of {Connection}: read {Read}, changes {Changes}, hot {BecameHot}, cold {BecameCold}, written {Written}, alerts {Alerts}, calls {Calls}, {Milliseconds} ms")]
    public static partial void Pulled(
        this ILogger logger, string connection, int hints, int read, int changes, int becameHot, int becameCold, int written,
        int alerts, int calls, long milliseconds);

    [LoggerMessage(LogLevel.Error, "Pass of {Connection} failed after {Read} rows and {Calls} calls")]
    public static partial void Failed(this ILogger logger, string connection, int read, int calls);

    [LoggerMessage(LogLevel.Warning, "{Connection}: {Code}: {Message} {Remedy}")]
    public static partial void Problem(this ILogger logger, string connection, string code, string message, string remedy);
}
