// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Wire;

public sealed class ByteWriterTests
{
    [Fact]
    public void Grows_with_what_is_written()
    {
        var writer = new ByteWriter(1);
        writer.Write("ab"u8);
        writer.Write((byte)'c');
        writer.WriteText("d\u00e9\u20ac");
        writer.WriteDecimal(long.MinValue);
        "xyz"u8.CopyTo(writer.GetSpan(3));
        writer.Advance(3);
        "!"u8.CopyTo(writer.GetMemory().Span);
        writer.Advance(1);
        Assert.Equal("abcd\u00e9\u20ac" + long.MinValue.ToString(CultureInfo.InvariantCulture) + "xyz!", Encoding.UTF8.GetString(writer.WrittenMemory.Span));
    }

    [Fact]
    public void Takes_back_replaces_and_inserts()
    {
        var writer = new ByteWriter(4);
        writer.Write("abcd"u8);
        writer.Insert(1, (byte)'-');
        writer.Insert(5, (byte)'+');
        writer.Replace(0, (byte)'A');
        Assert.Equal("A-bcd+", Encoding.ASCII.GetString(writer.Written));
        writer.Truncate(2);
        Assert.Equal(2, writer.Length);
        writer.Clear();
        Assert.True(writer.Written.IsEmpty);
    }
}
