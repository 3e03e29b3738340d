// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Wire.Hpack;

namespace Foregate.DataPlane.Tests.Wire.Hpack;

public sealed class StaticTableTests
{
    [Theory]
    [InlineData(1, ":authority", "")]
    [InlineData(2, ":method", "GET")]
    [InlineData(5, ":path", "/index.html")]
    [InlineData(14, ":status", "500")]
    [InlineData(16, "accept-encoding", "gzip, deflate")]
    [InlineData(28, "content-length", "")]
    [InlineData(38, "host", "")]
    [InlineData(61, "www-authenticate", "")]
    public void Holds_the_standards_fields(int index, string name, string value)
    {
        Assert.Equal(name, Encoding.ASCII.GetString(StaticTable.Name(index)));
        Assert.Equal(value, Encoding.ASCII.GetString(StaticTable.Value(index)));
    }

    [Fact]
    public void Finds_each_name_at_its_first_index()
    {
        for (var index = 1; index <= StaticTable.Count; index++)
        {
            var found = StaticTable.Find(StaticTable.Name(index));
            Assert.InRange(found, 1, index);
            Assert.True(StaticTable.Name(found).SequenceEqual(StaticTable.Name(index)));
            Assert.True(found == 1 || !StaticTable.Name(found - 1).SequenceEqual(StaticTable.Name(index)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("x-amzn-requestid")]
    [InlineData("Date")]
    [InlineData("hosu")]
    public void Finds_no_other(string name) => Assert.Equal(0, StaticTable.Find(Encoding.ASCII.GetBytes(name)));
}
