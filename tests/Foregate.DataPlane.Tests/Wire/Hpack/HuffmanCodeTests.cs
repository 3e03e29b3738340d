// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Wire.Hpack;

namespace Foregate.DataPlane.Tests.Wire.Hpack;

public sealed class HuffmanCodeTests
{
    /// <summary>The strings of RFC 7541 appendix C.</summary>
    [Theory]
    [InlineData("f1e3c2e5f23a6ba0ab90f4ff", "www.example.com")]
    [InlineData("a8eb10649cbf", "no-cache")]
    [InlineData("25a849e95ba97d7f", "custom-key")]
    [InlineData("25a849e95bb8e8b4bf", "custom-value")]
    [InlineData("6402", "302")]
    [InlineData("aec3771a4b", "private")]
    [InlineData("d07abe941054d444a8200595040b8166e082a62d1bff", "Mon, 21 Oct 2013 20:13:21 GMT")]
    [InlineData("9d29ad171863c78f0b97c8e9ae82ae43d3", "https://www.example.com")]
    [InlineData("640eff", "307")]
    [InlineData("9bd9ab", "gzip")]
    [InlineData("94e7821dd7f2e6c7b335dfdfcd5b3960d5af27087f3672c1ab270fb5291f9587316065c003ed4ee5b1063d5007", "foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1")]
    public void Decodes_the_standards_examples(string coded, string text) => Assert.Equal(text, Decode(Convert.FromHexString(coded)));

    [Theory]
    [InlineData("ff", null)]
    [InlineData("1fff", null)]
    [InlineData("18", null)]
    [InlineData("ffffffff", null)]
    [InlineData("fffffffc", null)]
    [InlineData("1f", "a")]
    [InlineData("", "")]
    public void Takes_only_padding_that_is_short_and_all_ones(string coded, string? text) => Assert.Equal(text, Decode(Convert.FromHexString(coded)));

    [Fact]
    public void Decodes_every_byte()
    {
        // Kestrel's client-side twin codes each byte: HttpClient is the reference for the whole way, this for each symbol's own code.
        var seen = new HashSet<byte>();
        Span<byte> to = stackalloc byte[16];
        for (var bits = 5; bits <= 30; bits++)
        {
            for (var code = 0L; code < Math.Min(1L << bits, 1L << 14); code++)
            {
                // The code in front, ones behind: the last codes of each length are the ones that exist.
                var value = ((1L << bits) - 1 - code) << (32 - bits) | ((1L << (32 - bits)) - 1);
                var bytes = new[] { (byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value };
                var used = (bits + 7) / 8;
                var count = HuffmanCode.Decode(bytes.AsSpan(0, used), to);
                if (count > 0)
                {
                    seen.Add(to[0]);
                }
            }
        }

        Assert.Equal(256, seen.Count);
    }

    private static string? Decode(byte[] coded)
    {
        var to = new byte[HuffmanCode.MaxDecoded(coded.Length)];
        var count = HuffmanCode.Decode(coded, to);
        return count < 0 ? null : Encoding.Latin1.GetString(to, 0, count);
    }
}
