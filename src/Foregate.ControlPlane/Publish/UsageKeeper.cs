// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Store;
using Foregate.ControlPlane.Store.Sqlite;
using Foregate.DataPlane.Pipeline;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Foregate.ControlPlane.Publish;

/// <summary>
/// Saves what API keys use of their plans behind the requests' backs, many counts at once, and when it is disposed: a process that is
/// killed loses what was counted since the last time, <see cref="SavedEvery"/> at most while the disk keeps up. Without a store the
/// counts live as long as the process.
/// </summary>
public sealed partial class UsageKeeper : IDisposable
{
    /// <summary>AWS tells 90 days; those after them are needed for a quota of a month.</summary>
    private const int DaysKept = 92;

    private static readonly TimeSpan s_longestPause = TimeSpan.FromMinutes(1);

    private readonly Gateway _gateway;
    private readonly SqliteStore? _store;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ITimer? _timer;
    private readonly Lock _saving = new();
    private TimeSpan _pause = SavedEvery;
    private DateOnly _sweptOn;
    private bool _isClosed;

    /// <summary>Takes over what the store holds; before the gateway's first snapshot.</summary>
    /// <param name="store"><see langword="null"/> for nowhere.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public UsageKeeper(Gateway gateway, SqliteStore? store = null, TimeProvider? time = null, ILogger? logger = null)
    {
        _gateway = gateway;
        _store = store;
        _time = time ?? TimeProvider.System;
        _logger = logger ?? NullLogger.Instance;
        if (store is null)
        {
            return;
        }

        gateway.LoadUsage(store.ReadUsage());
        if (store.Broken is null)
        {
            _timer = _time.CreateTimer(_ => SaveLater(), null, SavedEvery, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>How often counts are saved.</summary>
    public static TimeSpan SavedEvery { get; } = TimeSpan.FromSeconds(1);

    /// <summary>The day, in UTC.</summary>
    public DateOnly Today => DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime);

    /// <summary>What a key has used of a plan, and what was left to it, on each day of a range; -1 is left where the plan has no quota.</summary>
    public IReadOnlyList<(long Used, long Remaining)> Read(Account account, UsagePlan plan, string keyId, DateOnly from, DateOnly to) =>
        _gateway.ReadUsage(account, plan, keyId, from, to);

    /// <summary>Leaves a key this much of its plan's quota for the rest of the period; kept when it returns.</summary>
    /// <exception cref="StoreException">It could not be kept, and is as it was.</exception>
    public void SetRemaining(Account account, UsagePlan plan, string keyId, long remaining)
    {
        var takeBack = _gateway.SetRemainingUsage(account, plan, keyId, remaining);
        try
        {
            Save();
        }
        catch (StoreException)
        {
            takeBack();
            throw;
        }
    }

    /// <summary>Saves what has changed.</summary>
    /// <exception cref="StoreException">It could not be saved; it is tried again.</exception>
    public void Save()
    {
        if (_store is null)
        {
            return;
        }

        lock (_saving)
        {
            var today = Today;
            var changes = _gateway.TakeUsageChanges();
            if (changes.Count == 0 && _sweptOn == today)
            {
                return;
            }

            try
            {
                _store.WriteUsage(changes, _sweptOn == today ? null : today.AddDays(-DaysKept));
                _sweptOn = today;
            }
            catch
            {
                _gateway.GiveBackUsageChanges(changes);
                throw;
            }
        }
    }

    /// <summary>Saves what is left, and nothing afterwards.</summary>
    public void Dispose()
    {
        lock (_saving)
        {
            if (_isClosed)
            {
                return;
            }

            _isClosed = true;
        }

        _timer?.Dispose();
        if (_timer is not null)
        {
            TrySave();
        }
    }

    private void SaveLater()
    {
        var isSaved = TrySave();
        lock (_saving)
        {
            if (!_isClosed)
            {
                // The store tells each failure: a disk that is full need not be tried every second.
                _pause = isSaved ? SavedEvery : _pause * 2 < s_longestPause ? _pause * 2 : s_longestPause;
                _timer?.Change(_pause, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private bool TrySave()
    {
        try
        {
            Save();
            return true;
        }
        catch (Exception exception)
        {
            // On a timer's thread: whatever it is, it must not end the process.
            Log.NotSaved(_logger, exception.Message);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3101, LogLevel.Warning, "What API keys have used could not be saved ({Reason}); it is counted on, and saved later.")]
        public static partial void NotSaved(ILogger logger, string reason);
    }
}
