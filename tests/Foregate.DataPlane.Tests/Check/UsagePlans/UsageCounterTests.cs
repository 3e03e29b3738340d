// SPDX-License-Identifier: Apache-2.0
using CsCheck;
using Foregate.DataPlane.Check.UsagePlans;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Tests.Check.UsagePlans;

public sealed class UsageCounterTests
{
    private static readonly QuotaSettings Monthly = new() { Limit = 10, Offset = 3, Period = QuotaPeriodType.Month };
    private static readonly QuotaSettings Daily = new() { Limit = 5, Period = QuotaPeriodType.Day };
    private static readonly int Day = QuotaPeriods.DayOf(new DateOnly(2026, 1, 30));

    private readonly UsageCounter _counter = New();

    [Fact]
    public void Takes_the_offset_from_the_first_period_only()
    {
        Assert.Equal(7, Take(Monthly, Day, 20));
        Assert.Equal(0, Take(Monthly, Day + 1, 20));
        Assert.Equal(10, Take(Monthly, Day + 2, 20));
        Assert.Equal(10, Take(Monthly, Day + 40, 20));
    }

    [Fact]
    public void Counts_what_waited_over_midnight_for_the_new_day_and_nothing_twice()
    {
        Assert.Equal(5, Take(Daily, Day, 9));
        Assert.Equal(2, Take(Daily, Day + 1, 2));
        Assert.Equal(3, Take(Daily, Day, 9));
        Assert.Equal(0, Take(Daily, Day + 1, 9));
    }

    [Fact]
    public void Finds_the_count_of_a_day_again_to_which_the_clock_was_set_back()
    {
        Assert.Equal(2, Take(Daily, Day, 2));
        Assert.Equal(5, Take(Daily, Day + 3_000, 9));
        Assert.Equal(3, Take(Daily, Day, 9));
    }

    [Fact]
    public void Reports_every_day_of_a_range()
    {
        Take(Monthly, Day - 2, 2);
        Take(Monthly, Day, 1);
        Assert.Equal([(0, 7), (2, 5), (0, 5), (1, 4), (0, 4), (0, 10)], _counter.Report(Monthly, Day - 3, Day + 2));
        Assert.Equal([(2L, 5L), (0, -1), (1, -1)], _counter.Report(null, Day - 2, Day));
        Assert.Equal([(0L, 7L)], New().Report(Monthly, Day, Day));
    }

    [Fact]
    public void Leaves_what_it_is_told_to_leave_until_the_period_ends()
    {
        Take(Monthly, Day, 4);
        var before = _counter.SetRemaining(Monthly, Day, 20);
        Assert.Equal([(4L, 20L)], _counter.Report(Monthly, Day, Day));
        Assert.Equal(12, Take(Monthly, Day, 12));
        Assert.Equal(8, Take(Monthly, Day + 1, 30));
        Assert.Equal(10, Take(Monthly, Day + 2, 30));
        _counter.SetRemaining(Monthly, Day + 2, 3);
        _counter.Regrant(Monthly, Day + 2, before);
        Assert.Equal(0, Take(Monthly, Day + 2, 30));
        _counter.SetRemaining(Monthly, Day + 2, 1);
        Assert.Equal(1, Take(Monthly, Day + 2, 30));
    }

    [Fact]
    public void Counts_on_from_what_was_saved()
    {
        Take(Monthly, Day, 4);
        _counter.SetRemaining(Monthly, Day, 5);
        Take(Monthly, Day + 1, 2);
        var saved = new List<UsageCount>();
        _counter.TakeChanges(saved);
        Assert.Equal([(4, 5), (2, 3L)], saved.Select(static count => (count.Used, count.Remaining)));
        var next = New();
        saved.ForEach(next.Load);
        Assert.Equal(_counter.Report(Monthly, Day - 1, Day + 1), next.Report(Monthly, Day - 1, Day + 1));
        Assert.Equal(3, Take(Monthly, Day + 1, 9, next));
        Assert.Equal(10, Take(Monthly, Day + 2, 19, next));
    }

    [Fact]
    public void Tells_a_change_once_and_again_when_it_could_not_be_saved()
    {
        Take(Daily, Day, 1);
        Assert.Equal([1], Changes());
        Assert.Empty(Changes());
        Take(Daily, Day, 1);
        Take(Daily, Day + 1, 3);
        Assert.Equal([2, 3], Changes());
        _counter.Unsave(QuotaPeriods.DateOf(Day));
        _counter.Unsave(QuotaPeriods.DateOf(Day + 1));
        Assert.Equal([2, 3], Changes());
        Assert.Empty(Changes());
    }

    [Fact]
    public void Forgets_days_that_nobody_is_told()
    {
        for (var day = 0; day <= UsageCounter.DaysKept; day++)
        {
            Take(Daily, Day + day, 1);
        }

        Assert.Equal((1L, 4L), _counter.Report(Daily, Day, Day)[0]);
        Take(Daily, Day + UsageCounter.DaysKept + 1, 1);
        Take(Daily, Day + UsageCounter.DaysKept + 2, 1);
        Assert.Equal((0L, 5L), _counter.Report(Daily, Day, Day)[0]);
    }

    [Fact]
    public void Takes_a_request_back()
    {
        Assert.Equal(5, Take(Daily, Day, 9));
        _counter.Return();
        Assert.Equal(1, Take(Daily, Day, 9));
        New().Return();
    }

    /// <summary>However requests of several threads, midnight and changed limits interleave, each period gets its quota to the request.</summary>
    [Fact]
    public async Task Is_exact_among_threads()
    {
        var quota = new QuotaSettings { Limit = 10_000, Period = QuotaPeriodType.Month };
        var first = QuotaPeriods.DayOf(new DateOnly(2026, 1, 28));
        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            var count = 0;
            for (var i = 0; i < 8_000; i++)
            {
                // Four days of one month, each thread at its own pace.
                count += _counter.TryTake(i % 2 == 0 ? quota : quota with { }, (long)(first + (i / 2_000)) * 86_400_000) ? 1 : 0;
            }

            return count;
        })));
        Assert.Equal(10_000, taken.Sum());
        Assert.Equal(10_000, _counter.Report(quota, first, first + 3).Sum(static day => day.Used));
    }

    /// <summary>Held against a count that is as simple as it can be.</summary>
    [Fact]
    public void Agrees_with_a_plain_count() =>
        Gen.Select(Gen.Enum<QuotaPeriodType>(), Gen.Int[1, 6], Gen.Int[0, 12].Array[0, 60]).Sample((period, limit, steps) =>
        {
            var quota = new QuotaSettings { Limit = limit, Period = period };
            var counter = New();
            var used = new Dictionary<int, int>();
            var day = Day;
            foreach (var step in steps)
            {
                day += step < 9 ? 0 : step - 8;
                var start = QuotaPeriods.Start(period, day);
                var isAllowed = used.GetValueOrDefault(start) < limit;
                used[start] = used.GetValueOrDefault(start) + (isAllowed ? 1 : 0);
                if (counter.TryTake(quota, day * 86_400_000L) != isAllowed || counter.Report(quota, day, day)[0].Remaining != limit - used[start])
                {
                    return false;
                }
            }

            return true;
        });

    private static UsageCounter New() => new(new UsageName("000000000000", "us-east-1", "plan1", "k1"), static _ => { });

    private List<long> Changes()
    {
        var changes = new List<UsageCount>();
        _counter.TakeChanges(changes);
        return changes.ConvertAll(static change => change.Used);
    }

    private int Take(QuotaSettings quota, int day, int times, UsageCounter? counter = null)
    {
        var taken = 0;
        for (var i = 0; i < times; i++)
        {
            taken += (counter ?? _counter).TryTake(quota, (day * 86_400_000L) + i) ? 1 : 0;
        }

        return taken;
    }
}
