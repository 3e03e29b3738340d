// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Wire;

public sealed class ByteMapTests
{
    [Fact]
    public void An_empty_map_finds_nothing()
    {
        var map = Of();
        Assert.Equal(0, map.Count);
        Assert.Null(map.Find("prod"u8));
        Assert.Null(map.Find([]));
    }

    [Fact]
    public void Keys_are_found_by_exactly_their_bytes()
    {
        var map = Of("prod", "Prod", "pro", "");
        Assert.Equal(4, map.Count);
        Assert.Equal("prod", map.Find("prod"u8));
        Assert.Equal("Prod", map.Find("Prod"u8));
        Assert.Equal("pro", map.Find("pro"u8));
        Assert.Equal("", map.Find([]));
        Assert.Null(map.Find("PROD"u8));
        Assert.Null(map.Find("prod "u8));
        Assert.Null(map.Find("pr"u8));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(64)]
    [InlineData(5_000)]
    public void All_of_many_are_found_and_none_beside(int count)
    {
        var keys = Enumerable.Range(0, count).Select(static i => "key" + i.ToString(CultureInfo.InvariantCulture)).ToArray();
        var map = Of(keys);
        Assert.Equal(count, map.Count);
        Assert.All(keys, key => Assert.Same(key, map.Find(Encoding.ASCII.GetBytes(key))));
        Assert.All(keys, key => Assert.Null(map.Find(Encoding.ASCII.GetBytes(key + "x"))));
    }

    [Fact]
    public void A_key_that_is_there_twice_is_refused() =>
        Assert.Throws<ArgumentException>(static () => Of("prod", "dev", "prod"));

    private static ByteMap<string> Of(params string[] keys) =>
        new([.. keys.Select(static key => KeyValuePair.Create(Encoding.ASCII.GetBytes(key), key))]);
}
