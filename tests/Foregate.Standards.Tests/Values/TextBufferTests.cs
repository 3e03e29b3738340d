// SPDX-License-Identifier: Apache-2.0
using CsCheck;
using Foregate.Standards.Values;

namespace Foregate.Standards.Tests.Values;

public sealed class TextBufferTests
{
    [Fact]
    public void Takes_what_fits_and_nothing_after()
    {
        var buffer = new TextBuffer(5);
        buffer.Write("abc".AsSpan());
        buffer.Write("def".AsSpan());
        buffer.Write((byte)'x');
        Assert.Equal("abc", buffer.ToString());
        Assert.True(buffer.IsFull);
    }

    [Fact]
    public void A_text_whose_bytes_pass_the_limit_is_not_written()
    {
        var buffer = new TextBuffer(5);
        buffer.Write("äöü".AsSpan());
        Assert.True(buffer.IsFull);
        Assert.Equal(0, buffer.Length);
    }

    [Fact]
    public void Writes_any_text_as_utf8() => Gen.String.Sample(text =>
    {
        var buffer = new TextBuffer(100_000);
        buffer.Write(text.AsSpan());
        buffer.Write(text.AsSpan());
        Assert.Equal(System.Text.Encoding.UTF8.GetBytes(text + text), buffer.Written.ToArray());
    });
}
