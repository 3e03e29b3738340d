// SPDX-License-Identifier: Apache-2.0
using Microsoft.Extensions.Logging;

namespace Foregate.ControlPlane.Store.Sqlite;

/// <summary>Writes the last good snapshot a while after changes, many with one. A failure is told and tried again; nobody waits for it.</summary>
internal sealed partial class SnapshotWriter : IDisposable
{
    // Writing takes a tenth of the time at most, however much there is to write.
    private const int Share = 10;

    private readonly StoreOptions _options;
    private readonly Action _write;
    private readonly Lock _lock = new();
    private readonly Lock _writing = new();
    private readonly ITimer _timer;
    private TimeSpan _took;
    private bool _isDue;
    private bool _isClosed;

    public SnapshotWriter(StoreOptions options, Action write)
    {
        _options = options;
        _write = write;
        _timer = options.Time.CreateTimer(_ => Write(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Something changed. Never waits for the disk.</summary>
    public void Touch()
    {
        lock (_lock)
        {
            if (!_isDue && !_isClosed)
            {
                _isDue = true;
                _timer.Change(_took * Share > _options.SnapshotDelay ? _took * Share : _options.SnapshotDelay, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Writes what is due, and nothing afterwards.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isClosed = true;
        }

        _timer.Dispose();
        Write();
    }

    private void Write()
    {
        lock (_writing)
        {
            lock (_lock)
            {
                if (!_isDue)
                {
                    return;
                }

                // Whatever changes from here on is due again.
                _isDue = false;
            }

            var started = _options.Time.GetTimestamp();
            try
            {
                _write();
                _took = _options.Time.GetElapsedTime(started);
            }
            catch (Exception exception)
            {
                // On a timer's thread: whatever it is, it must not end the process.
                Log.NotWritten(_options.Logger, Path.Combine(_options.Directory, AccountSnapshot.FileName), exception);
                Touch();
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3001, LogLevel.Error, "The last good snapshot {File} could not be written; the one before stays, and it is tried again.")]
        public static partial void NotWritten(ILogger logger, string file, Exception exception);
    }
}
