// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Emit.ResponseCache;

namespace Foregate.DataPlane.Tests.Emit.ResponseCache;

public sealed class CacheKeyComparerTests
{
    [Fact]
    public void Bytes_that_are_kept_and_bytes_that_are_not_are_the_same_key()
    {
        var comparer = CacheKeyComparer.Instance;
        byte[] one = [1, 2, 3], same = [1, 2, 3], other = [1, 2];
        Assert.True(comparer.Equals(one, same) && comparer.Equals(one.AsSpan(), same));
        Assert.False(comparer.Equals(one, other) || comparer.Equals(one.AsSpan(), other) || comparer.Equals(one, null));
        Assert.Equal(comparer.GetHashCode(one), comparer.GetHashCode(same.AsSpan()));
        Assert.Equal(one, comparer.Create(same));
        Assert.NotSame(same, comparer.Create(same));
    }
}
