// SPDX-License-Identifier: Apache-2.0
using System.Text;
using CsCheck;
using Foregate.DataPlane.Arrive.Http2;

namespace Foregate.DataPlane.Tests.Arrive.Http2;

public sealed class HeaderStringsTests
{
    [Fact]
    public void Says_every_byte_as_Latin_1()
    {
        var strings = new HeaderStrings();
        Gen.Byte.Array[0, 200].Sample(bytes => strings.Get(bytes) == Encoding.Latin1.GetString(bytes) && strings.Get(bytes) == Encoding.Latin1.GetString(bytes), threads: 1);
    }

    [Fact]
    public void Keeps_what_comes_again()
    {
        var strings = new HeaderStrings();
        Assert.Same(strings.Get("application/json"u8), strings.Get("application/json"u8));
        Assert.Equal(0, GivenRequest.Allocated(() => strings.Get("application/json"u8)));
    }

    [Fact]
    public void Is_right_under_races()
    {
        var strings = new HeaderStrings();
        Parallel.For(0, 100_000, i =>
        {
            var text = "value-" + (i % 2000);
            Assert.Equal(text, strings.Get(Encoding.ASCII.GetBytes(text)));
        });
    }
}
