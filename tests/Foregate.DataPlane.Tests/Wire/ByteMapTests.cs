// SPDX-License-Identifier: Apache-2.0
using System.Text;
using CsCheck;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Wire;

public sealed class ByteMapTests
{
    [Fact]
    public void Finds_what_a_dictionary_finds() => Gen.String[0, 6].List[0, 200].Sample(keys =>
    {
        var expected = keys.Distinct(StringComparer.Ordinal).Where(key => !key.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')).ToDictionary(key => key, key => new string(key));
        var map = new ByteMap<string>([.. expected.Select(entry => KeyValuePair.Create(Encoding.UTF8.GetBytes(entry.Key), entry.Value))]);
        Assert.Equal(expected.Count, map.Count);
        foreach (var (key, value) in expected)
        {
            Assert.Same(value, map.Find(Encoding.UTF8.GetBytes(key)));
            Assert.Equal(expected.GetValueOrDefault(key + "x"), map.Find(Encoding.UTF8.GetBytes(key + "x")));
        }
    });

    [Fact]
    public void An_empty_map_finds_nothing() => Assert.Null(new ByteMap<string>([]).Find(""u8));

    [Fact]
    public void A_key_that_is_there_twice_is_refused() =>
        Assert.Throws<ArgumentException>(() => new ByteMap<string>([new("a"u8.ToArray(), "1"), new("a"u8.ToArray(), "2")]));
}
