using Microsoft.Extensions.Logging;

namespace LeadScoring.Connector.Crm;

static partial class CrmLog
{
    [LoggerMessage(LogLevel.Warning, "Retry {Attempt} in {Wait}: {Reason}")]
    public static partial void Retrying(this ILogger logger, int attempt, TimeSpan wait, string? reason);

    [LoggerMessage(LogLevel.Warning, "Deleted and merged records cannot be asked for, so their leads stay as they are: {Reason}")]
    public static partial void DeletedUnseen(this ILogger logger, string reason);

    [LoggerMessage(LogLevel.Warning, "{Memberships} cannot be read, so layers that name them hold for whom they did before: {Reason}")]
    public static partial void MembershipsUnreadable(this ILogger logger, string memberships, string reason);
}
