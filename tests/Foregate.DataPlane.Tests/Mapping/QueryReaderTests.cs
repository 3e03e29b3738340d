// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Mapping;

namespace Foregate.DataPlane.Tests.Mapping;

public sealed class QueryReaderTests
{
    [Fact]
    public void Reads_pairs_as_they_were_sent()
    {
        var reader = new QueryReader("a=1&&b=%20=&c&=d&"u8);
        var pairs = new List<string>();
        while (reader.Next())
        {
            pairs.Add($"{Encoding.ASCII.GetString(reader.Name)}|{Encoding.ASCII.GetString(reader.Value)}|{Encoding.ASCII.GetString(reader.Pair)}");
        }

        Assert.Equal(["a|1|a=1", "b|%20=|b=%20=", "c||c", "|d|=d"], pairs);
    }

    [Fact]
    public void Finds_a_name_however_it_is_encoded()
    {
        var reader = new QueryReader("A=1&%61=2&a=3&ab=4"u8);
        Assert.True(reader.Next("a"u8));
        Assert.Equal("2", Encoding.ASCII.GetString(reader.Value));
        Assert.True(reader.Next("a"u8));
        Assert.Equal("3", Encoding.ASCII.GetString(reader.Value));
        Assert.False(reader.Next("a"u8));
    }
}
