// SPDX-License-Identifier: Apache-2.0
using CsCheck;
using Foregate.DataPlane.Check.Throttling;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.DataPlane.Tests.Check.Throttling;

public sealed class CallerBucketsTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly ThrottleLedger _clock;

    public CallerBucketsTests() => _clock = new ThrottleLedger(_time);

    [Fact]
    public void Is_a_token_bucket_for_each_caller_while_there_is_room() =>
        Gen.Select(Gen.Int[1, 4], Gen.Select(Gen.ULong[1, 6], Gen.Int[0, 400]).Array[1, 80]).Sample((burst, requests) =>
        {
            var rate = _clock.Rate(10, burst);
            var buckets = new CallerBuckets(rate, 1);
            var one = new Dictionary<ulong, TokenBucket>();
            foreach (var (caller, pause) in requests)
            {
                _time.Advance(TimeSpan.FromMilliseconds(pause));
                if (!one.TryGetValue(caller, out var bucket))
                {
                    one.Add(caller, bucket = new TokenBucket());
                }

                if (buckets.TryTake(caller, _clock.Now) != bucket.TryTake(rate, _clock.Now))
                {
                    return false;
                }
            }

            return buckets.Displaced == 0;
        }, threads: 1);

    [Fact]
    public void Gives_the_place_of_who_has_spent_the_least_to_one_caller_more()
    {
        var buckets = new CallerBuckets(_clock.Rate(1, 4), 1);
        for (var caller = 1UL; caller <= CallerBuckets.Ways; caller++)
        {
            for (var i = 0; i < (caller == 3 ? 1 : 4); i++)
            {
                Assert.True(buckets.TryTake(caller, _clock.Now));
            }
        }

        Assert.False(buckets.TryTake(1, _clock.Now));
        Assert.True(buckets.TryTake(99, _clock.Now));
        Assert.Equal(1, buckets.Displaced);
        Assert.False(buckets.TryTake(1, _clock.Now));
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.True(buckets.TryTake(100, _clock.Now));
        Assert.Equal(1, buckets.Displaced);
    }

    [Fact]
    public void Is_exact_among_threads()
    {
        var buckets = new CallerBuckets(_clock.Rate(1, 1_000));
        var admitted = 0;
        Parallel.For(0, 8_000, i =>
        {
            if (buckets.TryTake((ulong)(i % 4), _clock.Now))
            {
                Interlocked.Increment(ref admitted);
            }
        });
        Assert.Equal(4_000, admitted);
    }
}
