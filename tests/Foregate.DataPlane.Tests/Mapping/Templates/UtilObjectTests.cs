// SPDX-License-Identifier: Apache-2.0
using System.Text;
using CsCheck;
using Foregate.DataPlane.Mapping.Templates;
using Foregate.Standards.Values;

namespace Foregate.DataPlane.Tests.Mapping.Templates;

public sealed class UtilObjectTests
{
    [Theory]
    [InlineData("escapeJavaScript", "a\b\n\t\f\r\u0001\u007f€😀", "a\\b\\n\\t\\f\\r\\u0001\u007f\\u20AC\\uD83D\\uDE00")]
    [InlineData("escapeJavaScript", "plain", "plain")]
    [InlineData("urlEncode", "a-b.c*d_e f/é", "a-b.c*d_e+f%2F%C3%A9")]
    [InlineData("urlDecode", "%41+%2b", "A +")]
    [InlineData("base64Decode", "YQ", "a")]
    [InlineData("base64Decode", "-_-_", "\uFFFD\uFFFD\uFFFD")]
    public void Codes_as_java(string method, string text, string expected)
    {
        Assert.True(new UtilObject().TryInvoke(method, [Value.Of(text)], out var result));
        Assert.Equal(expected, result.AsText);
    }

    [Fact]
    public void What_is_encoded_decodes_to_itself() => Gen.String.Sample(text =>
    {
        text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        var util = new UtilObject();
        foreach (var (to, back) in (ReadOnlySpan<(string, string)>)[("base64Encode", "base64Decode"), ("urlEncode", "urlDecode")])
        {
            Assert.True(util.TryInvoke(to, [Value.Of(text)], out var encoded));
            Assert.True(util.TryInvoke(back, [encoded], out var decoded));
            Assert.Equal(text, decoded.AsText);
        }
    });

    [Fact]
    public void Null_gives_null_and_other_names_are_not_there()
    {
        Assert.True(new UtilObject().TryInvoke("urlEncode", [Value.Null], out var result));
        Assert.True(result.IsNull);
        Assert.False(new UtilObject().TryInvoke("toJson", [Value.Of("a")], out _));
    }
}
