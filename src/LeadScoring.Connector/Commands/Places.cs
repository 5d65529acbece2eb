using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Store;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Serilog.Events;

namespace LeadScoring.Connector.Commands;

/// <summary>Opens what the configuration names on disk. A place that cannot be opened is a wrong setting, told with its key and remedy.</summary>
static class Places
{
    /// <summary>SQLite's codes for a wrong statement and for a file that another process holds: neither is the setting's fault.</summary>
    const int WrongStatement = 1, Busy = 5;

    /// <exception cref="CommandException">The place cannot be opened.</exception>
    public static async Task<Database> StoreAsync(StoreOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await Database.OpenAsync(options.ConnectionString, cancellationToken);
        }
        catch (Exception failure) when (IsOfThePlace(failure))
        {
            var file = new SqliteConnectionStringBuilder(options.ConnectionString).DataSource;
            throw Wrong("Store:ConnectionString", file, failure, "Name a store of the connector, or a file to be made, in a directory you may write to.");
        }
    }

    /// <inheritdoc cref="StoreAsync"/>
    public static ILoggerFactory Logs(LogOptions options, LogEventLevel console)
    {
        try
        {
            return Commands.Logs.Create(options, console);
        }
        catch (Exception failure) when (IsOfThePlace(failure))
        {
            throw Wrong("Logs:Directory", options.Directory, failure, "Name a directory you may write to.");
        }
    }

    /// <inheritdoc cref="StoreAsync"/>
    public static IDataProtectionProvider Keys(KeyOptions options)
    {
        try
        {
            return KeyRing.Open(options.Directory);
        }
        catch (Exception failure) when (IsOfThePlace(failure))
        {
            throw Wrong("Keys:Directory", options.Directory, failure, "Name a directory you may write to.");
        }
    }

    static bool IsOfThePlace(Exception failure) =>
        failure is IOException or UnauthorizedAccessException or SqliteException { SqliteErrorCode: not (WrongStatement or Busy) };

    static CommandException Wrong(string key, string path, Exception failure, string remedy) =>
        new(ExitCode.Wrong, $"{KnownSettings.Root}:{key}: \"{path}\" cannot be opened: {failure.Message} {remedy}");
}
