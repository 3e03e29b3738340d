// SPDX-License-Identifier: Apache-2.0
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Check.UsagePlans;

/// <summary>
/// What one key uses of one plan, over all stages of the plan: the open day, and those before it for as long as AWS tells them. Exact
/// however many threads take, across midnight, changed quotas and restarts.
/// </summary>
/// <param name="keep">Is told that something was counted here, which must not be forgotten.</param>
internal sealed class UsageCounter(UsageName name, Action<UsageCounter> keep)
{
    /// <summary>Days that are remembered: the 90 that AWS tells, and the longest period.</summary>
    public const int DaysKept = 92;

    private readonly Lock _rolling = new();
    private readonly SortedList<int, Past> _past = [];
    private UsageDay? _today;
    private int? _first;

    // What was last given out to be saved of the open day.
    private (int Day, long Used, long Granted, long? Remaining) _saved;

    public UsageName Name { get; } = name;

    /// <summary>The last day with anything on it; null before the first.</summary>
    public int? LastDay
    {
        get
        {
            lock (_rolling)
            {
                return _today?.Day ?? (_past.Count > 0 ? _past.Keys[^1] : null);
            }
        }
    }

    /// <summary>What the quota leaves on the open day; null before the first, and without a quota.</summary>
    public long? Remaining => Volatile.Read(ref _today)?.Remaining;

    /// <summary>Counts a request, unless the quota of its period is used up.</summary>
    public bool TryTake(QuotaSettings? quota, long epochMillis)
    {
        var day = (int)(epochMillis / 86_400_000);
        while (true)
        {
            var today = Volatile.Read(ref _today);
            if (today is null || !today.IsFor(day, quota))
            {
                today = Roll(day, quota);
            }

            if (today.TryTake() is { } isTaken)
            {
                return isTaken;
            }
        }
    }

    /// <summary>Takes a counted request back that a later limit refused.</summary>
    public void Return()
    {
        // Between two days there may be nothing to take it from: then it stays counted.
        var today = Volatile.Read(ref _today);
        while (today is not null && !today.TryReturn())
        {
            var next = Volatile.Read(ref _today);
            if (ReferenceEquals(next, today))
            {
                return;
            }

            today = next;
        }
    }

    /// <summary>From now on this much of the quota is left in its current period.</summary>
    /// <returns>What was granted before, to be put back by <see cref="Regrant"/> should the change not be kept.</returns>
    public long SetRemaining(QuotaSettings quota, int day, long remaining)
    {
        lock (_rolling)
        {
            var today = Roll(day, quota);
            var before = today.Granted;
            today.Grant(remaining);
            return before;
        }
    }

    /// <summary>Puts back what was granted before.</summary>
    public void Regrant(QuotaSettings quota, int day, long granted)
    {
        lock (_rolling)
        {
            Roll(day, quota).Granted = granted;
        }
    }

    /// <summary>What was used and left on each day of a range, as it is now.</summary>
    public IReadOnlyList<(long Used, long Remaining)> Report(QuotaSettings? quota, int from, int to)
    {
        lock (_rolling)
        {
            if (_today is { } open && !open.IsFor(open.Day, quota))
            {
                Roll(open.Day, quota);
            }

            var days = new List<(long, long)>();
            for (var day = from; day <= to; day++)
            {
                days.Add(_today is { } today && today.Day == day ? (today.Used, Left(today.Remaining, quota, day))
                    : _past.TryGetValue(day, out var past) ? (past.Used, Left(past.Remaining, quota, day))
                    : (0, Left(null, quota, day)));
            }

            return days;
        }
    }

    /// <summary>Takes over what was saved.</summary>
    public void Load(UsageCount saved)
    {
        lock (_rolling)
        {
            var day = QuotaPeriods.DayOf(saved.Day);
            _past[day] = new Past(saved.Used, saved.Remaining, saved.Granted, IsSaved: true);
            _first = Math.Min(_first ?? day, day);
        }

        keep(this);
    }

    /// <summary>Adds what has changed since the last time.</summary>
    public void TakeChanges(List<UsageCount> changes)
    {
        lock (_rolling)
        {
            for (var i = 0; i < _past.Count; i++)
            {
                if (!_past.Values[i].IsSaved)
                {
                    var past = _past.Values[i];
                    changes.Add(Count(_past.Keys[i], past.Used, past.Granted, past.Remaining));
                    _past.SetValueAtIndex(i, past with { IsSaved = true });
                }
            }

            if (_today is { } today)
            {
                var now = (today.Day, today.Used, today.Granted, today.Remaining);
                if (now != _saved)
                {
                    changes.Add(Count(now.Day, now.Used, now.Granted, now.Remaining));
                    _saved = now;
                }
            }
        }
    }

    /// <summary>What was taken as a change could not be saved: it is a change still.</summary>
    public void Unsave(DateOnly date)
    {
        lock (_rolling)
        {
            _saved = default;
            if (_past.TryGetValue(QuotaPeriods.DayOf(date), out var past))
            {
                _past[QuotaPeriods.DayOf(date)] = past with { IsSaved = false };
            }
        }
    }

    private UsageDay Roll(int day, QuotaSettings? quota)
    {
        UsageDay next;
        lock (_rolling)
        {
            if (_today is { } today)
            {
                if (today.IsFor(day, quota))
                {
                    return today;
                }

                // The day may go on under another quota: then its row is taken out again below.
                var used = today.Close();
                _past[today.Day] = new Past(used, today.Remaining, today.Granted, IsSaved: false);
            }

            _first = Math.Min(_first ?? day, day);
            while (_past.Count > DaysKept)
            {
                _past.RemoveAt(0);
            }

            // Days after this one are there when the clock was set back: they count in their period all the same.
            var (start, end) = quota is null ? (day, day + 1) : (QuotaPeriods.Start(quota.Period, day), QuotaPeriods.End(quota.Period, day));
            long others = 0, own = 0, granted = 0;
            foreach (var (at, past) in _past)
            {
                if (at >= start && at < end)
                {
                    others += at == day ? 0 : past.Used;
                    own = at == day ? past.Used : own;
                    granted = past.Granted;
                }
            }

            _past.Remove(day);
            next = new UsageDay(day, quota, _first >= start, others, own, granted);
            Volatile.Write(ref _today, next);
        }

        keep(this);
        return next;
    }

    /// <summary>What is left at the end of a day: what was written down then; without that what the day before it in the period had, or a whole quota. -1 without a quota.</summary>
    private long Left(long? known, QuotaSettings? quota, int day)
    {
        if (known is not null || quota is null)
        {
            return known ?? -1;
        }

        var start = QuotaPeriods.Start(quota.Period, day);
        for (var before = day - 1; before >= start; before--)
        {
            if ((_today?.Day == before ? _today.Remaining : _past.TryGetValue(before, out var past) ? past.Remaining : null) is { } left)
            {
                return left;
            }
        }

        return quota.Limit - (_first is null || _first >= start ? quota.Offset : 0);
    }

    private UsageCount Count(int day, long used, long granted, long? remaining) => new()
    {
        AccountId = Name.AccountId,
        Region = Name.Region,
        UsagePlanId = Name.UsagePlanId,
        KeyId = Name.KeyId,
        Day = QuotaPeriods.DateOf(day),
        Used = used,
        Granted = granted,
        Remaining = remaining,
    };

    private readonly record struct Past(long Used, long? Remaining, long Granted, bool IsSaved);
}
