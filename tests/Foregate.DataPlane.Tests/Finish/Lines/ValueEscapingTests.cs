// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json;
using System.Xml;
using CsCheck;
using Foregate.DataPlane.Finish.Lines;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Finish.Lines;

public sealed class ValueEscapingTests
{
    private static readonly Gen<byte[]> Bytes = Gen.OneOf(
        Gen.Byte.Array[0, 40],
        Gen.String[0, 20].Select(Encoding.UTF8.GetBytes),
        Gen.Int[0, 8].Select(i => "\"\\\r\n<>&'a"u8[i]).Array[0, 20]);

    [Theory]
    [InlineData("curl/8.5.0 (x86_64)", "curl/8.5.0 (x86_64)")]
    [InlineData("a\"b\\c", "a\\\"b\\\\c")]
    [InlineData("a\r\nb", "a\\u000d\\u000ab")]
    [InlineData("\u001b[31m", "\\u001b[31m")]
    [InlineData("\u009b31m", "\\u009b31m")]
    [InlineData("a\u2028b\u0085", "a\\u2028b\\u0085")]
    [InlineData("Grüße 😀", "Grüße 😀")]
    public void Quotes_controls_and_line_separators_are_escaped(string value, string escaped) =>
        Assert.Equal(escaped, Escaped(ValueEscaping.Json, Encoding.UTF8.GetBytes(value)));

    [Fact]
    public void Bytes_that_are_not_utf8_are_read_as_latin1() =>
        Assert.Equal("caf\\u00e9", Escaped(ValueEscaping.Json, Encoding.Latin1.GetBytes("café")));

    [Fact]
    public void Any_value_stays_one_json_string_on_one_line() =>
        Bytes.Sample(value =>
        {
            var escaped = Escaped(ValueEscaping.Json, value);
            Assert.DoesNotContain('\n', escaped);
            using var json = JsonDocument.Parse("{\"a\":\"" + escaped + "\",\"b\":1}");
            Assert.Equal(2, json.RootElement.EnumerateObject().Count());
            Assert.Equal(Read(value), json.RootElement.GetProperty("a").GetString());
        });

    [Fact]
    public void Any_value_stays_inside_its_xml_attribute() =>
        Bytes.Sample(value =>
        {
            var escaped = Escaped(ValueEscaping.Xml, value);
            var xml = new XmlDocument { XmlResolver = null, PreserveWhitespace = true };
            using var reader = XmlReader.Create(new StringReader("<r a=\"" + escaped + "\" b='" + escaped + "'>" + escaped + "</r>"));
            xml.Load(reader);
            Assert.Equal(xml.DocumentElement!.GetAttribute("a"), xml.DocumentElement.InnerText);
            Assert.Equal(2, xml.DocumentElement.Attributes.Count);
        });

    // The oracle: .NET's decoder where the bytes are UTF-8, else Latin-1.
    private static string Read(byte[] value)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(value);
        }
        catch (ArgumentException)
        {
            return Encoding.Latin1.GetString(value);
        }
    }

    private static string Escaped(ValueEscaping escaping, byte[] value)
    {
        var line = new ByteWriter();
        escaping.Write(value, line);
        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(line.Written);
    }
}
