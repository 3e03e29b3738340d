// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Wire;

/// <summary>
/// One coarse timer for all timeouts: a ring of slots, one tick apart. A deadline that moves later stays where it is and is looked at
/// again when its slot comes round, so that setting the timeout of a busy connection touches no shared state.
/// </summary>
internal sealed class TimerWheel : IDisposable
{
    /// <summary>Milliseconds between ticks, and thus how late an expiry may be.</summary>
    public const int Tick = 25;

    private const int Slots = 128;

    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly List<Deadline>[] _slots = new List<Deadline>[Slots];
    private readonly List<Deadline> _expired = [];
    private readonly Lock _lock = new();
    private readonly long _start;
    private long _ticks;
    private int _turning;

    public TimerWheel(TimeProvider time)
    {
        _time = time;
        _start = time.GetTimestamp();
        for (var i = 0; i < Slots; i++)
        {
            _slots[i] = [];
        }

        _timer = time.CreateTimer(static wheel => ((TimerWheel)wheel!).Turn(), this, TimeSpan.FromMilliseconds(Tick), TimeSpan.FromMilliseconds(Tick));
    }

    /// <summary>Monotonic milliseconds.</summary>
    public long Now => (long)_time.GetElapsedTime(_start).TotalMilliseconds;

    public void Dispose() => _timer.Dispose();

    /// <summary>Makes sure that the deadline is looked at no later than <paramref name="due"/>.</summary>
    internal void Visit(Deadline deadline, long due)
    {
        if (deadline.Visit <= due)
        {
            return;
        }

        lock (_lock)
        {
            if (deadline.Visit > due)
            {
                Place(deadline, due);
            }
        }
    }

    private void Place(Deadline deadline, long due)
    {
        // Far deadlines are looked at once a turn.
        var tick = Math.Clamp((due / Tick) + 1, _ticks + 1, _ticks + Slots - 1);
        deadline.Visit = tick * Tick;
        _slots[tick % Slots].Add(deadline);
    }

    private void Turn()
    {
        if (Interlocked.Exchange(ref _turning, 1) == 1)
        {
            return;
        }

        var now = Now;
        lock (_lock)
        {
            for (var target = now / Tick; _ticks < target;)
            {
                _ticks++;
                Look(_slots[_ticks % Slots], now);
            }
        }

        foreach (var deadline in _expired)
        {
            deadline.OnExpired();
        }

        _expired.Clear();
        Volatile.Write(ref _turning, 0);
    }

    private void Look(List<Deadline> slot, long now)
    {
        for (var i = slot.Count - 1; i >= 0; i--)
        {
            var deadline = slot[i];
            slot.RemoveAt(i);
            if (deadline.Visit != _ticks * Tick)
            {
                // Placed again in an earlier slot since: this entry is stale.
                continue;
            }

            deadline.Visit = Deadline.Never;
            if (deadline.TryExpire(now))
            {
                _expired.Add(deadline);
            }
            else if (deadline.Due != Deadline.Never)
            {
                Place(deadline, deadline.Due);
            }
        }
    }
}
