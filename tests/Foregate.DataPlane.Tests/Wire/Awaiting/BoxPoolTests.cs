// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire.Awaiting;

namespace Foregate.DataPlane.Tests.Wire.Awaiting;

public sealed class BoxPoolTests
{
    [Fact]
    public void Keeps_a_bounded_number_of_piles()
    {
        var pool = new BoxPool();
        Assert.Null(pool.Take());
        for (var i = 0; i < 1_000; i++)
        {
            pool.Put(new AsyncBox<int>());
        }

        var kept = 0;
        while (pool.Take() is not null)
        {
            kept++;
        }

        Assert.Equal(128, kept);
    }
}
