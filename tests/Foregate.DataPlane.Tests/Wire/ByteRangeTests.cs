// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Wire;

public sealed class ByteRangeTests
{
    [Fact]
    public void A_range_is_where_it_begins_and_how_long_it_is()
    {
        var range = new ByteRange(2, 3);
        Assert.Equal(5, range.End);
        Assert.False(range.IsEmpty);
        Assert.Equal("cde"u8, range.In("abcdefg"u8));
    }

    [Fact]
    public void An_empty_range_is_empty_wherever_it_is()
    {
        Assert.True(default(ByteRange).IsEmpty);
        Assert.True(new ByteRange(7, 0).IsEmpty);
        Assert.True(new ByteRange(7, 0).In("abcdefg"u8).IsEmpty);
    }

    [Fact]
    public void A_range_beyond_the_buffer_is_a_bug() =>
        Assert.Throws<ArgumentOutOfRangeException>(static () => new ByteRange(5, 3).In("abcdefg"u8).Length);
}
