// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;

namespace Foregate.Standards.Tests.Values;

public sealed class ValueMapTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(500)]
    public void Keeps_the_order_of_coming_whatever_its_size(int count)
    {
        var map = new ValueMap();
        for (var i = 0; i < count; i++)
        {
            map["k" + i] = Value.Of(i);
        }

        map["k0"] = Value.Of("again");
        for (var i = 1; i < count; i++)
        {
            Assert.Equal("k" + i, map.KeyAt(i));
            Assert.Equal(i, map["k" + i].AsInteger);
        }

        Assert.Equal("again", map.ValueAt(0).AsText);
        Assert.Equal(count, map.Count);
        Assert.False(map.Contains("k" + count));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(40)]
    public void Closes_the_gap_of_what_is_removed(int count)
    {
        var map = new ValueMap();
        for (var i = 0; i < count; i++)
        {
            map["k" + i] = Value.Of(i);
        }

        Assert.True(map.Remove("k1", out var removed));
        Assert.False(map.Remove("k1", out _));
        Assert.Equal(1, removed.AsInteger);
        Assert.Equal("k2", map.KeyAt(1));
        map["k1"] = Value.True;
        Assert.Equal("k1", map.KeyAt(count - 1));
    }
}
