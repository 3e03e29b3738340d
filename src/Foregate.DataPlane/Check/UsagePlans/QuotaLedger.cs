// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Check.UsagePlans;

/// <summary>
/// The usage of all keys, by plan and key. A counter on which nothing was ever counted lives as long as a snapshot uses it; one with
/// something on it is kept for as long as its days are told.
/// </summary>
internal sealed class QuotaLedger(TimeProvider time)
{
    private const int FirstSweep = 4096;

    private readonly ConcurrentDictionary<UsageName, WeakReference<UsageCounter>> _counters = new();
    private readonly ConcurrentDictionary<UsageName, UsageCounter> _used = new();
    private readonly Lock _adding = new();
    private int _sweepAt = FirstSweep;

    /// <summary>The day, in UTC, as days since 1970.</summary>
    public int Today => QuotaPeriods.DayOf(time.GetUtcNow().ToUnixTimeMilliseconds());

    public static QuotaLedger In(Ledgers ledgers) => ledgers.Of(static owner => new QuotaLedger(owner.Options.Time));

    /// <summary>The one counter of this name.</summary>
    public UsageCounter Counter(UsageName name)
    {
        lock (_adding)
        {
            if (_counters.TryGetValue(name, out var known) && known.TryGetTarget(out var counter))
            {
                return counter;
            }

            Sweep();
            counter = new UsageCounter(name, Keep);
            _counters[name] = new WeakReference<UsageCounter>(counter);
            return counter;
        }
    }

    /// <summary>The counter of this name; null when nothing has asked for it.</summary>
    public UsageCounter? Find(UsageName name) => _counters.TryGetValue(name, out var known) && known.TryGetTarget(out var counter) ? counter : null;

    /// <summary>Takes over what was saved by a process before this one. Before the first snapshot.</summary>
    public void Load(IEnumerable<UsageCount> saved)
    {
        foreach (var count in saved)
        {
            Counter(NameOf(count)).Load(count);
        }
    }

    /// <summary>What has changed since the last time, to be saved. Counters whose days are all too old are let go.</summary>
    public IReadOnlyList<UsageCount> TakeChanges()
    {
        var changes = new List<UsageCount>();
        var oldest = Today - UsageCounter.DaysKept;
        foreach (var (name, counter) in _used)
        {
            counter.TakeChanges(changes);
            if (counter.LastDay < oldest)
            {
                _used.TryRemove(name, out _);
            }
        }

        return changes;
    }

    /// <summary>Changes that were taken and could not be saved.</summary>
    public void GiveBack(IEnumerable<UsageCount> changes)
    {
        foreach (var change in changes)
        {
            Find(NameOf(change))?.Unsave(change.Day);
        }
    }

    private static UsageName NameOf(UsageCount count) => new(count.AccountId, count.Region, count.UsagePlanId, count.KeyId);

    private void Keep(UsageCounter counter) => _used.TryAdd(counter.Name, counter);

    private void Sweep()
    {
        if (_counters.Count < _sweepAt)
        {
            return;
        }

        foreach (var (name, known) in _counters)
        {
            if (!known.TryGetTarget(out _))
            {
                _counters.TryRemove(name, out _);
            }
        }

        _sweepAt = Math.Max(FirstSweep, _counters.Count * 2);
    }
}
