// SPDX-License-Identifier: Apache-2.0
using Microsoft.Extensions.Logging;

namespace Foregate.Hosting;

/// <summary>The gateway's own log lines on standard error: warnings and worse. What happened to requests is in the access log.</summary>
internal sealed class TerminalLog(TextWriter output) : ILoggerProvider
{
    private const LogLevel Lowest = LogLevel.Warning;

    private readonly Lock _writing = new();

    public ILogger CreateLogger(string categoryName) => new Writer(this, categoryName);

    public ILogger<T> CreateLogger<T>() => new Writer<T>(this);

    public void Dispose()
    {
        // Standard error is not ours to close.
    }

    private void Write(string category, LogLevel level, EventId id, string message, Exception? exception)
    {
        lock (_writing)
        {
            output.WriteLine($"{TimeProvider.System.GetUtcNow():yyyy-MM-ddTHH:mm:ss.fffZ} {level.ToString().ToLowerInvariant()} {category}[{id.Id}]: {message}");
            if (exception is not null)
            {
                output.WriteLine(exception.ToString());
            }
        }
    }

    private class Writer(TerminalLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= Lowest;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                log.Write(category, logLevel, eventId, formatter(state, exception), exception);
            }
        }
    }

    private sealed class Writer<T>(TerminalLog log) : Writer(log, typeof(T).FullName!), ILogger<T>;
}
