// SPDX-License-Identifier: Apache-2.0
using System.Text;
using CsCheck;
using Foregate.DataPlane.Wire.Hpack;

namespace Foregate.DataPlane.Tests.Wire.Hpack;

public sealed class HpackEncoderTests
{
    [Theory]
    [InlineData(200, "88")]
    [InlineData(404, "8d")]
    [InlineData(429, "0803343239")]
    [InlineData(103, "0803313033")]
    public void Writes_statuses(int status, string expected)
    {
        var to = new byte[16];
        Assert.Equal(expected, Convert.ToHexStringLower(to.AsSpan(0, HpackEncoder.WriteStatus(to, status))));
    }

    [Theory]
    [InlineData("Content-Type", "a/b", false, "0f1003612f62")]
    [InlineData("X-A", "1", false, "0003782d610131")]
    [InlineData("Set-Cookie", "a", true, "1f280161")]
    [InlineData("date", "", false, "0f1200")]
    public void Writes_fields_with_names_by_index_or_in_lower_case(string name, string value, bool isSecret, string expected)
    {
        var to = new byte[64];
        var written = HpackEncoder.Write(to, Encoding.ASCII.GetBytes(name), Encoding.ASCII.GetBytes(value), isSecret);
        Assert.Equal(expected, Convert.ToHexStringLower(to.AsSpan(0, written)));
    }

    /// <summary>What is written reads back, within the room that was asked for.</summary>
    [Fact]
    public void Writes_what_the_reader_reads() =>
        Gen.Select(Gen.String[Gen.Char["abcXYZ-09"], 1, 400], Gen.Byte.Array[0, 40_000]).Sample((name, value) =>
        {
            var bytes = Encoding.ASCII.GetBytes(name);
            var to = new byte[HpackEncoder.MaxField(bytes.Length, value.Length)];
            var written = HpackEncoder.Write(to, bytes, value);
            var reader = new HpackReader(new HpackDecoder(4096), to.AsSpan(0, written));
            Assert.True(reader.Read());
            Assert.Equal(name.ToLowerInvariant(), Encoding.ASCII.GetString(reader.Name));
            Assert.True(reader.Value.SequenceEqual(value));
            Assert.False(reader.Read() || reader.IsBroken);
        }, iter: 2000);
}
