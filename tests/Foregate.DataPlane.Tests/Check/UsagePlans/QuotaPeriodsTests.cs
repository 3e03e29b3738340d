// SPDX-License-Identifier: Apache-2.0
using CsCheck;
using Foregate.DataPlane.Check.UsagePlans;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Tests.Check.UsagePlans;

public sealed class QuotaPeriodsTests
{
    [Theory]
    [InlineData(QuotaPeriodType.Day, "2026-03-04", "2026-03-04", "2026-03-05")]
    [InlineData(QuotaPeriodType.Week, "2026-03-04", "2026-03-01", "2026-03-08")]
    [InlineData(QuotaPeriodType.Week, "2026-03-01", "2026-03-01", "2026-03-08")]
    [InlineData(QuotaPeriodType.Week, "2026-02-28", "2026-02-22", "2026-03-01")]
    [InlineData(QuotaPeriodType.Month, "2028-02-29", "2028-02-01", "2028-03-01")]
    [InlineData(QuotaPeriodType.Month, "2026-12-31", "2026-12-01", "2027-01-01")]
    public void Begin_at_midnight_on_sunday_and_on_the_first(QuotaPeriodType period, string day, string start, string end)
    {
        var at = QuotaPeriods.DayOf(DateOnly.Parse(day, null));
        Assert.Equal(DateOnly.Parse(start, null), QuotaPeriods.DateOf(QuotaPeriods.Start(period, at)));
        Assert.Equal(DateOnly.Parse(end, null), QuotaPeriods.DateOf(QuotaPeriods.End(period, at)));
    }

    [Fact]
    public void Follow_each_other_without_a_gap() =>
        Gen.Select(Gen.Enum<QuotaPeriodType>(), Gen.Int[0, 40_000]).Sample((period, day) =>
        {
            var (start, end) = (QuotaPeriods.Start(period, day), QuotaPeriods.End(period, day));
            return start <= day && day < end && QuotaPeriods.Start(period, end) == end && QuotaPeriods.Start(period, end - 1) == start;
        });

    [Fact]
    public void A_day_ends_with_its_last_millisecond()
    {
        var midnight = new DateTimeOffset(2026, 3, 4, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(QuotaPeriods.DayOf(midnight.AddMilliseconds(-1).ToUnixTimeMilliseconds()) + 1, QuotaPeriods.DayOf(midnight.ToUnixTimeMilliseconds()));
    }
}
