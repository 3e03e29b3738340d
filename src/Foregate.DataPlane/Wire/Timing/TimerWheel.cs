// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Wire.Timing;

/// <summary>
/// One coarse timer for all timeouts: a ring of slots, one tick apart. A deadline that moves later stays where it is and is looked at
/// again when its slot comes round, so that setting the timeout of a busy connection touches no shared state. The timer runs only
/// towards the next slot that holds something: with nothing to wait for, nothing wakes.
/// </summary>
internal sealed class TimerWheel : IDisposable
{
    /// <summary>Milliseconds between ticks, and thus how late an expiry may be.</summary>
    public const int Tick = 25;

    private const int Slots = 128;

    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly List<Deadline>[] _slots = new List<Deadline>[Slots];
    private readonly Lock _lock = new();
    private readonly long _start;
    private List<Deadline>? _spare = [];

    // All slots up to and including this tick have been looked at.
    private long _ticks;

    // The tick that the timer is set for. No slot before it holds anything.
    private long _next = Deadline.Never;

    public TimerWheel(TimeProvider time)
    {
        _time = time;
        _start = time.GetTimestamp();
        for (var i = 0; i < Slots; i++)
        {
            _slots[i] = [];
        }

        _timer = time.CreateTimer(static wheel => ((TimerWheel)wheel!).Turn(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Monotonic milliseconds.</summary>
    public long Now => At(Timestamp);

    /// <summary>The time provider's timestamp now, where more precision than milliseconds is wanted.</summary>
    public long Timestamp => _time.GetTimestamp();

    /// <summary>What <see cref="Now"/> was at this timestamp.</summary>
    public long At(long timestamp) => _time.GetElapsedTime(_start, timestamp).Ticks / TimeSpan.TicksPerMillisecond;

    public void Dispose() => _timer.Dispose();

    /// <summary>Makes sure that the deadline is looked at no later than the tick after <paramref name="due"/>.</summary>
    internal void Visit(Deadline deadline, long due)
    {
        var tick = (due / Tick) + 1;
        if (deadline.Visit <= tick)
        {
            return;
        }

        lock (_lock)
        {
            if (deadline.Visit <= tick)
            {
                return;
            }

            // After a pause the ring stands far behind; it may be turned to where it would find something.
            _ticks = Math.Max(_ticks, Math.Min(Now / Tick, _next - 1));
            Place(deadline, tick);
            if (deadline.Visit < _next)
            {
                WakeAt(deadline.Visit);
            }
        }
    }

    private void Place(Deadline deadline, long tick)
    {
        // Far deadlines are looked at once a turn.
        tick = Math.Clamp(tick, _ticks + 1, _ticks + Slots - 1);
        deadline.Visit = tick;
        _slots[tick % Slots].Add(deadline);
    }

    private void WakeAt(long tick)
    {
        _next = tick;
        _timer.Change(TimeSpan.FromMilliseconds(Math.Max(1, (tick * Tick) - Now)), Timeout.InfiniteTimeSpan);
    }

    private void Turn()
    {
        var expired = Interlocked.Exchange(ref _spare, null) ?? [];
        lock (_lock)
        {
            var now = Now;
            for (var target = now / Tick; _ticks < target;)
            {
                _ticks++;
                Look(_slots[_ticks % Slots], now, expired);
            }

            WakeForNext();
        }

        foreach (var deadline in expired)
        {
            deadline.OnExpired();
        }

        expired.Clear();
        _spare = expired;
    }

    private void Look(List<Deadline> slot, long now, List<Deadline> expired)
    {
        foreach (var deadline in slot)
        {
            if (deadline.Visit != _ticks)
            {
                // Placed again in an earlier slot since, and looked at there: this entry is stale.
                continue;
            }

            deadline.Visit = Deadline.Never;

            // The other half of the fence in Deadline.SetAt.
            Interlocked.MemoryBarrier();
            var due = deadline.Due;
            if (deadline.TryExpire(now))
            {
                expired.Add(deadline);
            }
            else if (due != Deadline.Never)
            {
                Place(deadline, (due / Tick) + 1);
            }
        }

        slot.Clear();
    }

    private void WakeForNext()
    {
        for (var tick = _ticks + 1; tick < _ticks + Slots; tick++)
        {
            if (_slots[tick % Slots].Count > 0)
            {
                WakeAt(tick);
                return;
            }
        }

        _next = Deadline.Never;
    }
}
