// SPDX-License-Identifier: Apache-2.0
using CsCheck;
using Foregate.DataPlane.Check.Throttling;

namespace Foregate.DataPlane.Tests.Check.Throttling;

public sealed class TokenRateTests
{
    [Theory]
    [InlineData(1_000_000_000)]
    [InlineData(10_000_000)]
    [InlineData(24_000_000)]
    public void Counts_AWS_s_own_limits_exactly(long frequency)
    {
        var rate = new TokenRate(10_000, 5_000, frequency);
        Assert.Equal(rate.Units(frequency), rate.Interval * 10_000);
        Assert.Equal(rate.Interval * 5_000, rate.Capacity);
    }

    [Fact]
    public void Rounds_an_interval_down_by_less_than_a_unit_and_keeps_sums_within_a_long() =>
        Gen.Select(Gen.Double[-6, 6], Gen.Int[1, 1_000_000]).Sample((exponent, burst) =>
        {
            var limit = Math.Pow(10, exponent);
            var rate = new TokenRate(limit, burst, 1_000_000_000);
            var perSecond = rate.Units(1L << 40) / (double)(1L << 40) * 1e9 / rate.Interval;
            // A quotient of doubles is exact to their last digit only.
            Assert.InRange(perSecond / limit, 1 - 1e-12, 1 + (1.0 / rate.Interval) + 1e-12);
            Assert.True(rate.Interval >= (limit > 10_000 ? 1_000 : 100_000));
            Assert.InRange(rate.Capacity, rate.Interval, 1L << 60);
        });

    [Fact]
    public void Is_equal_by_what_it_says()
    {
        Assert.Equal(new TokenRate(10, 5, 1000), new TokenRate(10, 5, 1000));
        Assert.NotEqual(new TokenRate(10, 5, 1000), new TokenRate(10, 6, 1000));
        Assert.NotEqual(new TokenRate(10, 5, 1000), new TokenRate(11, 5, 1000));
        Assert.Equal(new TokenRate(0, 5, 1000), new TokenRate(5, 0, 1000));
        Assert.True(new TokenRate(double.NaN, 5, 1000).IsClosed);
    }
}
