using System.Globalization;
using LeadScoring.Connector.Configuration;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace LeadScoring.Connector.Commands;

/// <summary>Where the log goes: readable lines on standard error, JSON in a file a day. Every line carries the run's id.</summary>
static class Logs
{
    const string Line = "{Timestamp:HH:mm:ss} {Level:u3} {Run} {Message:lj}{NewLine}{Exception}";

    public static ILoggerFactory Create(LogOptions options, LogEventLevel console)
    {
        CreateOwnerOnly(options.Directory);
        var logger = new LoggerConfiguration()
            .MinimumLevel.Debug()
            .MinimumLevel.Override("Quartz", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("System", LogEventLevel.Warning)
            .Enrich.WithProperty("Run", Guid.NewGuid().ToString("n")[..8])
            .WriteTo.Console(
                console, Line, CultureInfo.InvariantCulture, standardErrorFromLevel: LogEventLevel.Verbose)
            .WriteTo.File(
                new JsonFormatter(renderMessage: true), Path.Combine(options.Directory, "connector-.json"), LogEventLevel.Debug,
                rollingInterval: RollingInterval.Day, retainedFileCountLimit: 30, shared: true)
            .CreateLogger();
        return LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Debug).AddSerilog(logger, dispose: true));
    }

    static void CreateOwnerOnly(string directory)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory);
        else
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
