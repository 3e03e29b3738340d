// SPDX-License-Identifier: Apache-2.0
using CsCheck;
using Foregate.DataPlane.Finish.Metrics;

namespace Foregate.DataPlane.Tests.Finish.Metrics;

public sealed class LatencyBucketsTests
{
    [Fact]
    public void A_latency_is_in_the_first_bucket_whose_bound_it_does_not_exceed() =>
        Gen.Long[0, 60_000_000].Sample(micros =>
        {
            var bucket = LatencyBuckets.IndexOf(micros);
            Assert.True(micros / 1e6 <= LatencyBuckets.Seconds(bucket));
            Assert.True(bucket == 0 || micros / 1e6 > LatencyBuckets.Seconds(bucket - 1));
        });

    [Theory]
    [InlineData(500, 0)]
    [InlineData(501, 1)]
    [InlineData(30_000_000, 14)]
    [InlineData(30_000_001, 15)]
    public void A_bound_belongs_to_its_bucket(long micros, int bucket) => Assert.Equal(bucket, LatencyBuckets.IndexOf(micros));

    [Fact]
    public void The_last_bucket_has_no_bound() => Assert.Equal(double.PositiveInfinity, LatencyBuckets.Seconds(LatencyBuckets.Count - 1));
}
