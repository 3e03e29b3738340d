// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire.Timing;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.DataPlane.Tests.Wire.Timing;

public sealed class TimerWheelTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(24)]
    [InlineData(25)]
    [InlineData(26)]
    [InlineData(1_000)]
    [InlineData(3_175)]
    [InlineData(3_200)]
    [InlineData(3_225)]
    [InlineData(29_000)]
    [InlineData(900_000)]
    public void Expires_after_its_time_and_at_most_a_tick_later(int milliseconds)
    {
        using var wheel = new TimerWheel(_time);
        Advance(13);
        var deadline = new Probe(wheel);
        deadline.Set(milliseconds);
        Advance(Math.Max(0, milliseconds - 1));
        Assert.Equal(0, deadline.Expired);
        Advance(1 + TimerWheel.Tick);
        Assert.Equal(1, deadline.Expired);
        Advance(10_000);
        Assert.Equal(1, deadline.Expired);
    }

    [Fact]
    public void A_cleared_deadline_does_not_expire()
    {
        using var wheel = new TimerWheel(_time);
        var deadline = new Probe(wheel);
        deadline.Set(100);
        Assert.True(deadline.Clear());
        Advance(10_000);
        Assert.Equal(0, deadline.Expired);
    }

    [Fact]
    public void Clearing_tells_whether_the_expiry_was_taken()
    {
        using var wheel = new TimerWheel(_time);
        var deadline = new Probe(wheel);
        Assert.False(deadline.Clear());
        deadline.Set(100);
        Advance(200);
        Assert.False(deadline.Clear());
    }

    [Fact]
    public void A_deadline_set_later_and_later_expires_once_at_the_last_time()
    {
        using var wheel = new TimerWheel(_time);
        var deadline = new Probe(wheel);
        for (var i = 0; i < 500; i++)
        {
            deadline.Set(1_000);
            Advance(17);
            Assert.Equal(0, deadline.Expired);
        }

        Advance(1_000);
        Assert.Equal(1, deadline.Expired);
    }

    [Fact]
    public void A_deadline_set_earlier_expires_at_the_earlier_time()
    {
        using var wheel = new TimerWheel(_time);
        var deadline = new Probe(wheel);
        deadline.Set(60_000);
        Advance(500);
        deadline.Set(50);
        Advance(75);
        Assert.Equal(1, deadline.Expired);
        Advance(120_000);
        Assert.Equal(1, deadline.Expired);
    }

    [Fact]
    public void An_expired_deadline_can_be_set_again_also_by_its_own_expiry()
    {
        using var wheel = new TimerWheel(_time);
        var deadline = new Probe(wheel) { SetsAgainAfter = 40 };
        deadline.Set(40);
        for (var i = 1; i <= 200; i++)
        {
            Advance(75);
            Assert.InRange(deadline.Expired, i, i * 2);
        }
    }

    [Fact]
    public void Many_deadlines_with_random_moves_expire_exactly_when_they_should()
    {
        using var wheel = new TimerWheel(_time);
        var random = new Random(7);
        var deadlines = Enumerable.Range(0, 200).Select(_ => new Probe(wheel)).ToArray();
        var due = new long?[deadlines.Length];
        for (var step = 0; step < 5_000; step++)
        {
            var i = random.Next(deadlines.Length);
            var expired = deadlines[i].Expired;
            if (random.Next(4) == 0)
            {
                Assert.Equal(due[i] is not null, deadlines[i].Clear());
                due[i] = null;
            }
            else
            {
                var delay = random.Next(3) switch { 0 => random.Next(100), 1 => random.Next(5_000), _ => random.Next(60_000) };
                deadlines[i].Set(delay);
                due[i] = wheel.Now + delay;
            }

            var before = deadlines.Select(d => d.Expired).ToArray();
            Advance(random.Next(60));
            for (var d = 0; d < deadlines.Length; d++)
            {
                var late = wheel.Now - (due[d] ?? long.MaxValue);
                Assert.True(deadlines[d].Expired == before[d] || late >= 0, "expired early");
                Assert.True(late < TimerWheel.Tick || deadlines[d].Expired == before[d] + 1, "expired late");
                due[d] = deadlines[d].Expired > before[d] ? null : due[d];
            }

            Assert.Equal(expired, before[i]);
        }
    }

    [Fact]
    public void The_timer_rests_when_nothing_is_set()
    {
        var time = new CountingTime();
        using var wheel = new TimerWheel(time);
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, time.Callbacks);

        var deadline = new Probe(wheel);
        deadline.Set(100);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, deadline.Expired);
        var woken = time.Callbacks;
        Assert.InRange(woken, 1, 2);
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(woken, time.Callbacks);

        deadline.Set(100);
        time.Advance(TimeSpan.FromMilliseconds(125));
        Assert.Equal(2, deadline.Expired);
    }

    [Fact]
    public void A_far_deadline_wakes_the_timer_rarely()
    {
        var time = new CountingTime();
        using var wheel = new TimerWheel(time);
        new Probe(wheel).Set(60_000);
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.InRange(time.Callbacks, 1, 25);
    }

    [Fact]
    public void Setting_a_busy_deadline_again_allocates_nothing_and_fills_no_slot()
    {
        using var wheel = new TimerWheel(_time);
        var deadline = new Probe(wheel);
        Assert.Equal(0, GivenRequest.Allocated(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                deadline.Set(1_000);
                deadline.Clear();
            }
        }));
    }

    [Fact]
    public async Task No_deadline_is_lost_when_it_is_set_while_the_wheel_turns()
    {
        var time = new RacingTime();
        using var wheel = new TimerWheel(time);
        using var stop = new CancellationTokenSource();
        var turning = Task.Run(() =>
        {
            for (var turn = 0; !stop.IsCancellationRequested; turn++)
            {
                time.Advance(TimerWheel.Tick);
                if (turn % 1_000 == 0)
                {
                    Thread.Yield();
                }
            }
        });
        var setting = Enumerable.Range(0, 2).Select(_ => Task.Run(() => SetAndWait(wheel, rounds: 20_000))).ToArray();
        var lost = await Task.WhenAll(setting);
        await stop.CancelAsync();
        await turning;
        Assert.Equal([0, 0], lost);
    }

    private static int SetAndWait(TimerWheel wheel, int rounds)
    {
        var deadline = new Probe(wheel);
        var due = 0;
        for (var i = 1; i <= rounds; i++)
        {
            // Leaves the deadline in a slot without a time: the wheel forgets it while it is set again.
            deadline.Set(0);
            due += deadline.Clear() ? 0 : 1;
            deadline.Set(0);
            due++;
            var patience = wheel.Now + 10_000_000_000;
            while (Volatile.Read(ref deadline.Expired) < due)
            {
                if (wheel.Now > patience)
                {
                    return i;
                }

                Thread.Yield();
            }
        }

        return 0;
    }

    private void Advance(int milliseconds) => _time.Advance(TimeSpan.FromMilliseconds(milliseconds));

    private sealed class Probe(TimerWheel wheel) : Deadline(wheel)
    {
        public int Expired;

        public int? SetsAgainAfter { get; init; }

        protected internal override void OnExpired()
        {
            Interlocked.Increment(ref Expired);
            if (SetsAgainAfter is { } delay)
            {
                Set(delay);
            }
        }
    }

    private sealed class CountingTime : FakeTimeProvider
    {
        public int Callbacks { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(
                s =>
                {
                    Callbacks++;
                    callback(s);
                },
                state,
                dueTime,
                period);
    }

    /// <summary>Time with one timer whose setting may race with its firing, as the system's may.</summary>
    private sealed class RacingTime : TimeProvider, ITimer
    {
        private TimerCallback? _callback;
        private object? _state;
        private long _now;
        private long _due = long.MaxValue;

        public override long TimestampFrequency => 1_000;

        public override long GetTimestamp() => Volatile.Read(ref _now);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _callback = callback;
            _state = state;
            return this;
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Interlocked.Exchange(ref _due, GetTimestamp() + (long)dueTime.TotalMilliseconds);
            return true;
        }

        public void Advance(long milliseconds)
        {
            var now = Interlocked.Add(ref _now, milliseconds);
            var due = Volatile.Read(ref _due);
            if (due <= now && Interlocked.CompareExchange(ref _due, long.MaxValue, due) == due)
            {
                _callback!(_state);
            }
        }

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
