namespace LeadScoring.Connector.Pipeline;

static partial class PassLog
{
    [LoggerMessage(LogLevel.Debug, "Read {Rows} rows of {Stream} from {Connection} up to {At}")]
    public static partial void PageRead(this ILogger logger, string connection, string stream, int rows, DateTimeOffset? at);

    [LoggerMessage(LogLevel.Debug, "Folded {Leads} leads of {Connection}")]
    public static partial void Folded(this ILogger logger, string connection, int leads);

    [LoggerMessage(LogLevel.Debug, "{Crm} refused the fields of {LeadId}: {Code}")]
    public static partial void WriteRefused(this ILogger logger, string crm, string leadId, string? code);

    [LoggerMessage(LogLevel.Information, "Mapping {Hash} of {Connection} is in force")]
    public static partial void ModelInForce(this ILogger logger, string connection, string hash);

    [LoggerMessage(LogLevel.Warning, "Mapping {Hash} of {Connection} is not in force ({State}): {Message}")]
    public static partial void ModelStaged(this ILogger logger, string connection, string hash, string state, string message);

    [LoggerMessage(LogLevel.Warning, "Status \"{Value}\" of {Connection} stands in no mapping; {Count} changes scored nothing")]
    public static partial void Unmapped(this ILogger logger, string connection, string value, int count);

    [LoggerMessage(LogLevel.Information, "Passed {Connection}: read {Read}, changes {Changes}, scored {Scored}, hot {BecameHot}, cold {BecameCold}, written {Written}, calls {Calls}, {Milliseconds} ms")]
    public static partial void Passed(
        this ILogger logger, string connection, int read, int changes, int scored, int becameHot, int becameCold, int written,
        int calls, long milliseconds);

    [LoggerMessage(LogLevel.Error, "Pass of {Connection} failed: {Failure}: {Message}")]
    public static partial void Failed(this ILogger logger, string connection, string failure, string message);
}
