// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Check.UsagePlans;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Tests.Check.UsagePlans;

public sealed class UsageDayTests
{
    private static readonly QuotaSettings Quota = new() { Limit = 5, Offset = 1, Period = QuotaPeriodType.Month };

    [Fact]
    public void Counts_what_the_period_s_other_days_leave()
    {
        var day = new UsageDay(10, Quota, isFirstPeriod: true, others: 2, used: 1, granted: 0);
        Assert.Equal((1, 1L), (day.Used, day.Remaining));
        Assert.True(day.TryTake());
        Assert.False(day.TryTake());
        day.Grant(1);
        Assert.True(day.TryTake());
        Assert.Equal((3, 0L, 1), (day.Used, day.Remaining, day.Granted));
    }

    [Fact]
    public void Takes_and_gives_nothing_any_more_when_it_is_closed()
    {
        var day = new UsageDay(10, Quota, isFirstPeriod: false, others: 0, used: 0, granted: 0);
        Assert.True(day.TryTake());
        Assert.True(day.TryReturn());
        Assert.False(day.TryReturn());
        Assert.True(day.TryTake());
        Assert.Equal(1, day.Close());
        Assert.Null(day.TryTake());
        Assert.False(day.TryReturn());
        Assert.Equal((1, 4L), (day.Used, day.Remaining));
    }

    [Fact]
    public void Is_for_its_own_day_and_what_waited_since_the_one_before()
    {
        var day = new UsageDay(10, Quota, isFirstPeriod: false, others: 0, used: 0, granted: 0);
        Assert.Equal([false, true, true, false], new[] { 8, 9, 10, 11 }.Select(other => day.IsFor(other, Quota with { })));
        Assert.False(day.IsFor(10, Quota with { Limit = 6 }));
        Assert.False(day.IsFor(10, null));
    }

    [Fact]
    public void Has_no_end_without_a_quota()
    {
        var day = new UsageDay(10, null, isFirstPeriod: true, others: long.MaxValue / 2, used: 0, granted: 0);
        Assert.True(day.TryTake());
        Assert.Null(day.Remaining);
        Assert.True(day.IsFor(10, null));
    }
}
