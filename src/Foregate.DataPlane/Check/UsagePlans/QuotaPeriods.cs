// SPDX-License-Identifier: Apache-2.0
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Check.UsagePlans;

/// <summary>Where a quota's periods begin, in days since 1970, UTC: a day at midnight, a week on Sunday, a month on its first day.</summary>
internal static class QuotaPeriods
{
    // 1970 began on a Thursday.
    private const int DaysSinceSunday = 4;

    private static readonly int s_epoch = new DateOnly(1970, 1, 1).DayNumber;

    public static int DayOf(long epochMillis) => (int)Math.Floor(epochMillis / 86_400_000.0);

    public static int DayOf(DateOnly date) => date.DayNumber - s_epoch;

    public static DateOnly DateOf(int day) => DateOnly.FromDayNumber(day + s_epoch);

    /// <summary>The first day of the period that a day is in.</summary>
    public static int Start(QuotaPeriodType period, int day) => period switch
    {
        QuotaPeriodType.Day => day,
        QuotaPeriodType.Week => day - ((day + DaysSinceSunday) % 7),
        _ => day - DateOf(day).Day + 1,
    };

    /// <summary>The first day of the period after the one that a day is in.</summary>
    public static int End(QuotaPeriodType period, int day) => period switch
    {
        QuotaPeriodType.Day => day + 1,
        QuotaPeriodType.Week => Start(period, day) + 7,
        _ => Start(period, day) + DateTime.DaysInMonth(DateOf(day).Year, DateOf(day).Month),
    };
}
