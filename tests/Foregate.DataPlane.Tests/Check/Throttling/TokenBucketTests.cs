// SPDX-License-Identifier: Apache-2.0
using CsCheck;
using Foregate.DataPlane.Check.Throttling;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.DataPlane.Tests.Check.Throttling;

public sealed class TokenBucketTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly ThrottleLedger _ledger;

    public TokenBucketTests() => _ledger = new ThrottleLedger(_time);

    [Fact]
    public void Lets_the_burst_through_at_once_and_then_the_rate()
    {
        var bucket = new TokenBucket();
        var rate = _ledger.Rate(10, 5);
        Assert.Equal(5, Drain(bucket, rate));
        _time.Advance(TimeSpan.FromMilliseconds(99.9999));
        Assert.Equal(0, Drain(bucket, rate));
        _time.Advance(TimeSpan.FromMilliseconds(0.0001));
        Assert.Equal(1, Drain(bucket, rate));
        _time.Advance(TimeSpan.FromMilliseconds(250));
        Assert.Equal(2, Drain(bucket, rate));
        _time.Advance(TimeSpan.FromMilliseconds(50));
        Assert.Equal(1, Drain(bucket, rate));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(5, Drain(bucket, rate));
    }

    [Theory]
    [InlineData(3, 1, 3)]
    [InlineData(7, 2, 7)]
    [InlineData(0.5, 4, 0.5)]
    [InlineData(10_000, 5_000, 10_000)]
    [InlineData(0.0001, 1, 0.0001)]
    public void Admits_exactly_burst_and_rate_over_a_long_time(double rateLimit, int burst, double perSecond)
    {
        var bucket = new TokenBucket();
        var rate = _ledger.Rate(rateLimit, burst);
        var admitted = (long)Drain(bucket, rate);
        var step = TimeSpan.FromSeconds(Math.Max(1, Math.Min(burst, 2) / rateLimit / 2));
        for (var i = 0; i < 60; i++)
        {
            _time.Advance(step);
            admitted += Drain(bucket, rate);
        }

        // Never more than a bucket in hand plus what time has brought, and no token lost of what the bucket could hold.
        var brought = perSecond * step.TotalSeconds * 60;
        var most = burst + Math.Floor(brought + 1e-6);
        Assert.InRange(admitted, Math.Min(most, burst + Math.Floor(burst * 60.0)), most);
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(5, 0)]
    [InlineData(0, 0)]
    public void Lets_nothing_through_with_a_rate_or_a_burst_of_nought(double rateLimit, int burst)
    {
        var bucket = new TokenBucket();
        Assert.Equal(0, Drain(bucket, _ledger.Rate(rateLimit, burst)));
        _time.Advance(TimeSpan.FromDays(400));
        Assert.Equal(0, Drain(bucket, _ledger.Rate(rateLimit, burst)));
    }

    [Theory]
    [InlineData(1e-300, int.MaxValue)]
    [InlineData(1e-9, int.MaxValue)]
    [InlineData(1e15, int.MaxValue)]
    [InlineData(1e15, 1)]
    [InlineData(double.Epsilon, 1)]
    public void Holds_with_limits_nobody_means(double rateLimit, int burst)
    {
        var bucket = new TokenBucket();
        var rate = _ledger.Rate(rateLimit, burst);
        for (var i = 0; i < Math.Min(burst, 1000); i++)
        {
            Assert.True(bucket.TryTake(rate, _ledger.Now));
        }

        _time.Advance(TimeSpan.FromDays(3650));
        bucket.TryTake(rate, _ledger.Now);
        Assert.True(rate.Interval > 0 && rate.Capacity >= rate.Interval);
    }

    [Fact]
    public async Task Admits_exactly_the_burst_however_many_threads_ask()
    {
        const int burst = 10_000;
        var bucket = new TokenBucket();
        var rate = _ledger.Rate(1, burst);
        using var start = new Barrier(8);
        var admitted = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            start.SignalAndWait();
            return Enumerable.Range(0, burst).Count(_ => bucket.TryTake(rate, _ledger.Now));
        })));
        Assert.Equal(burst, admitted.Sum());
    }

    [Fact]
    public async Task Neither_gains_nor_loses_tokens_when_snapshots_with_other_rates_take_at_the_same_time()
    {
        // Rates differ and bursts do not, and no time passes: whatever the order, there are as many tokens as the burst.
        const int burst = 1_000;
        var bucket = new TokenBucket();
        TokenRate[] rates = [_ledger.Rate(1, burst), _ledger.Rate(2, burst), _ledger.Rate(4, burst)];
        Assert.True(bucket.TryTake(rates[0], _ledger.Now));
        using var start = new Barrier(6);
        var admitted = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() =>
        {
            start.SignalAndWait();
            return Enumerable.Range(0, burst).Count(_ => bucket.TryTake(rates[i % 3], _ledger.Now));
        })));
        Assert.Equal(burst - 1, admitted.Sum());
    }

    [Fact]
    public void Keeps_its_level_under_a_new_rate()
    {
        var bucket = new TokenBucket();
        Assert.Equal(8, Drain(bucket, _ledger.Rate(1, 10), most: 8));
        Assert.Equal(2, Drain(bucket, _ledger.Rate(1000, 100)));
        _time.Advance(TimeSpan.FromMilliseconds(3));
        Assert.Equal(3, Drain(bucket, _ledger.Rate(1000, 100)));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(4, Drain(bucket, _ledger.Rate(1000, 4)));
        Assert.Equal(0, Drain(bucket, _ledger.Rate(1, 1000)));
    }

    [Fact]
    public void Takes_back_a_token()
    {
        var bucket = new TokenBucket();
        var rate = _ledger.Rate(1, 3);
        bucket.Return();
        Assert.Equal(3, Drain(bucket, rate));
        bucket.Return();
        bucket.Return();
        Assert.Equal(2, Drain(bucket, rate));
        _time.Advance(TimeSpan.FromSeconds(10));
        bucket.Return();
        Assert.Equal(3, Drain(bucket, rate));
    }

    [Fact]
    public void Admits_no_more_when_callers_clocks_lag()
    {
        var bucket = new TokenBucket();
        var rate = _ledger.Rate(10, 2);
        var early = _ledger.Now;
        _time.Advance(TimeSpan.FromMilliseconds(50));
        Assert.Equal(2, Drain(bucket, rate));
        Assert.False(bucket.TryTake(rate, early));
        _time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.True(bucket.TryTake(rate, _ledger.Now));
    }

    [Fact]
    public void Agrees_with_a_bucket_that_counts_in_fractions() =>
        Gen.Select(Gen.Int[1, 50], Gen.Int[1, 20], Gen.Int[0, 400].Array[1, 60]).Sample((rateLimit, burst, pauses) =>
        {
            var time = new FakeTimeProvider();
            var ledger = new ThrottleLedger(time);
            var bucket = new TokenBucket();
            var rate = ledger.Rate(rateLimit, burst);
            // Whole numbers throughout: one token is 1000 parts, a millisecond brings the rate in parts.
            long parts = burst * 1000L;
            foreach (var pause in pauses)
            {
                time.Advance(TimeSpan.FromMilliseconds(pause));
                parts = Math.Min(burst * 1000L, parts + ((long)pause * rateLimit));
                var expected = parts >= 1000;
                parts -= expected ? 1000 : 0;
                if (bucket.TryTake(rate, ledger.Now) != expected)
                {
                    return false;
                }
            }

            return true;
        });

    private int Drain(TokenBucket bucket, TokenRate rate, int most = int.MaxValue)
    {
        var taken = 0;
        while (taken < most && bucket.TryTake(rate, _ledger.Now))
        {
            taken++;
        }

        return taken;
    }
}
