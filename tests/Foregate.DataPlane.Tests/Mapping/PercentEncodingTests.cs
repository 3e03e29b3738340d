// SPDX-License-Identifier: Apache-2.0
using System.Text;
using CsCheck;
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Mapping;

public sealed class PercentEncodingTests
{
    [Fact]
    public void What_is_encoded_decodes_to_the_same() => Gen.Byte.Array[0, 40].Sample(text =>
    {
        foreach (var (form, plusIsSpace) in new[] { (ValueForm.PathPart, false), (ValueForm.Path, false), (ValueForm.Query, true) })
        {
            var encoded = new ByteWriter();
            PercentEncoding.Encode(text, encoded, form);
            Assert.Equal(-1, encoded.Written.IndexOfAnyExceptInRange((byte)0x21, (byte)0x7E));
            Assert.Equal(-1, encoded.Written.IndexOfAny("?#\" <>"u8[(form == ValueForm.Query ? 1 : 0)..]));
            var decoded = new ByteWriter();
            PercentEncoding.Decode(encoded.Written, decoded, plusIsSpace);
            Assert.Equal(text, decoded.Written.ToArray());
        }
    });

    [Fact]
    public void Agrees_with_the_frameworks_encoder_on_text() => Gen.String[Gen.Char.AlphaNumeric, 0, 8].Select(Gen.String, static (a, b) => a + b).Sample(text =>
    {
        // A lone surrogate is not text; the framework has its own idea of it.
        var bytes = Encoding.UTF8.GetBytes(text);
        if (Encoding.UTF8.GetString(bytes) == text)
        {
            var encoded = new ByteWriter();
            PercentEncoding.Encode(bytes, encoded, ValueForm.Query);
            Assert.Equal(text, Uri.UnescapeDataString(Encoding.ASCII.GetString(encoded.Written)));
        }
    });

    [Theory]
    [InlineData("a+b%20c", "a b c", true)]
    [InlineData("a+b", "a+b", false)]
    [InlineData("%zz%4", "%zz%4", true)]
    [InlineData("%41%e9%", "A\u00e9%", true)]
    public void Decodes_leniently(string encoded, string text, bool plusIsSpace)
    {
        var decoded = new ByteWriter();
        PercentEncoding.Decode(Encoding.Latin1.GetBytes(encoded), decoded, plusIsSpace);
        Assert.Equal(text, Encoding.Latin1.GetString(decoded.Written));
        if (plusIsSpace)
        {
            Assert.True(PercentEncoding.DecodesTo(Encoding.Latin1.GetBytes(encoded), Encoding.Latin1.GetBytes(text)));
            Assert.False(PercentEncoding.DecodesTo(Encoding.Latin1.GetBytes(encoded), Encoding.Latin1.GetBytes(text + "x")));
            Assert.False(PercentEncoding.DecodesTo(Encoding.Latin1.GetBytes(encoded + "x"), Encoding.Latin1.GetBytes(text)));
        }
    }
}
