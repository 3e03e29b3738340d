// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Mapping.Values;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Mapping.Values;

public sealed class MissingValueTests
{
    [Fact]
    public void Writes_nothing_and_says_so()
    {
        var writer = new ByteWriter();
        var exchange = GivenRequest.Of("GET", "/");
        Assert.False(MissingValue.Instance.Write(exchange, writer, ValueForm.Text));
        Assert.False(MissingValue.Instance.WriteQuery(exchange, writer, "a"u8));
        Assert.Equal(0, writer.Length);
    }
}
