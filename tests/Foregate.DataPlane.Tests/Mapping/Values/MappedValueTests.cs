// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Mapping.Values;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Mapping.Values;

public sealed class MappedValueTests
{
    [Fact]
    public void In_a_query_a_value_has_its_name_before_it_and_is_encoded()
    {
        var writer = new ByteWriter();
        Assert.True(new StaticValue("b c&d").WriteQuery(GivenRequest.Of("GET", "/"), writer, "a"u8));
        Assert.Equal("&a=b%20c%26d", Encoding.ASCII.GetString(writer.Written));
    }
}
