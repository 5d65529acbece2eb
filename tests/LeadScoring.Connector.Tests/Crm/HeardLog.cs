using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace LeadScoring.Connector.Tests.Crm;

/// <summary>A log that a test can read: what was worth a warning.</summary>
sealed class HeardLog : ILoggerFactory, ILogger
{
    readonly ConcurrentQueue<string> warnings = [];

    public IReadOnlyCollection<string> Warnings => warnings;

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            warnings.Enqueue(formatter(state, exception));
    }

    public void Dispose()
    {
    }
}
