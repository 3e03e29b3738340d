// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Foregate.DataPlane.Finish.Metrics;

namespace Foregate.DataPlane.Tests.Finish.Metrics;

public sealed class StripesTests
{
    [Fact]
    public void Every_stripe_is_counted_in_the_sum()
    {
        var stride = Stripes.Stride(3);
        var room = Stripes.Room(stride);
        for (var stripe = 0; stripe < Stripes.Count; stripe++)
        {
            room[Stripes.Apart + (stripe * stride) + 2] = 10;
        }

        Assert.Equal(10 * Stripes.Count, Stripes.Sum(room, stride, 2));
        Assert.Equal(0, Stripes.Sum(room, stride, 1));
    }

    [Fact]
    public void Stripes_are_whole_cache_lines_apart()
    {
        Assert.Equal(Stripes.Apart, Stripes.Stride(1));
        Assert.Equal(2 * Stripes.Apart, Stripes.Stride(Stripes.Apart + 1));
        Assert.True(BitOperations.IsPow2(Stripes.Count));
        Assert.InRange(Stripes.Current, 0, Stripes.Count - 1);
    }
}
