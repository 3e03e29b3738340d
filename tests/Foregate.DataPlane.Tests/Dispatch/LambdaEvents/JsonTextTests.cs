// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json;
using CsCheck;
using Foregate.DataPlane.Dispatch.LambdaEvents;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Dispatch.LambdaEvents;

public sealed class JsonTextTests
{
    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("\"\\/", "\"\\\"\\\\/\"")]
    [InlineData("\b\f\n\r\t\0\u001f", "\"\\b\\f\\n\\r\\t\\u0000\\u001f\"")]
    [InlineData("\u007f\u00e9\u2028😀", "\"\u007f\u00e9\u2028😀\"")]
    public void Escapes_what_JSON_asks_for_and_no_more(string text, string json) => Assert.Equal(json, Write(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData(new byte[] { 0xFF }, "\uFFFD")]
    [InlineData(new byte[] { (byte)'a', 0xC3, (byte)'"', 0xE2, 0x82 }, "a\uFFFD\\\"\uFFFD")]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 }, "\uFFFD\uFFFD\uFFFD")]
    public void What_is_not_UTF8_is_marked(byte[] bytes, string json) => Assert.Equal("\"" + json + "\"", Write(bytes));

    [Fact]
    public void Any_bytes_read_back_as_dotNET_decodes_them() => Gen.Byte.Array[0, 3000].Sample(static bytes =>
    {
        using var read = JsonDocument.Parse(Write(bytes));
        return read.RootElement.GetString() == Encoding.UTF8.GetString(bytes);
    });

    [Fact]
    public void Any_text_reads_back() => Gen.String.Sample(static text =>
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        using var read = JsonDocument.Parse(Write(bytes));
        return read.RootElement.GetString() == Encoding.UTF8.GetString(bytes);
    });

    private static string Write(byte[] bytes)
    {
        var writer = new ByteWriter(1);
        JsonText.WriteString(bytes, writer);
        return Encoding.UTF8.GetString(writer.Written);
    }
}
