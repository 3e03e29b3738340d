// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using CsCheck;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Tests.Wire.Heads;

public sealed class BodyFramingTests
{
    [Theory]
    [InlineData("chunked", nameof(HeadFault.None))]
    [InlineData("Chunked", nameof(HeadFault.None))]
    [InlineData("gzip, chunked", nameof(HeadFault.UnsupportedTransferCoding))]
    [InlineData("gzip,deflate ,\tCHUNKED", nameof(HeadFault.UnsupportedTransferCoding))]
    [InlineData("gzip", nameof(HeadFault.ConflictingFraming))]
    [InlineData("chunked, gzip", nameof(HeadFault.ConflictingFraming))]
    [InlineData("chunked, chunked", nameof(HeadFault.ConflictingFraming))]
    [InlineData("gzip;q=1, chunked", nameof(HeadFault.ConflictingFraming))]
    [InlineData("gzip,, chunked", nameof(HeadFault.ConflictingFraming))]
    [InlineData("", nameof(HeadFault.ConflictingFraming))]
    public void Understands_chunked_alone(string coding, string fault)
    {
        Assert.Equal(fault, Read(out var framing, true, ("Transfer-Encoding", coding)).ToString());
        Assert.Equal(fault == nameof(HeadFault.None), framing.IsChunked);
        Assert.Equal(HeadFault.ConflictingFraming, Read(out _, allowsChunked: false, ("Transfer-Encoding", coding)));
    }

    [Fact]
    public void Two_sayings_are_one_too_many()
    {
        Assert.Equal(HeadFault.ConflictingFraming, Read(out _, true, ("Content-Length", "1"), ("Content-Length", "1")));
        Assert.Equal(HeadFault.ConflictingFraming, Read(out _, true, ("Transfer-Encoding", "chunked"), ("Transfer-Encoding", "chunked")));
        Assert.Equal(HeadFault.ConflictingFraming, Read(out _, true, ("Transfer-Encoding", "chunked"), ("Content-Length", "1")));
    }

    [Fact]
    public void Reads_every_length_and_leading_zeros() =>
        Gen.Select(Gen.Long[0, 999_999_999_999_999_999], Gen.Int[0, 30]).Sample((length, zeros) =>
        {
            var text = new string('0', zeros) + length.ToString(CultureInfo.InvariantCulture);
            return BodyFraming.TryReadLength(Encoding.ASCII.GetBytes(text), out var read) && read == length;
        });

    [Fact]
    public void Reads_nothing_else_as_a_length() =>
        Gen.Byte.Array[0, 6].Sample(bytes =>
            BodyFraming.TryReadLength(bytes, out _) == (bytes.Length > 0 && bytes.All(b => b is >= (byte)'0' and <= (byte)'9')), iter: 10_000);

    private static HeadFault Read(out BodyFraming framing, bool allowsChunked, params (string Name, string Value)[] lines)
    {
        var text = string.Concat(lines.Select(line => line.Name + ":" + line.Value));
        var table = new HeaderTable { Bytes = Encoding.ASCII.GetBytes(text) };
        var offset = 0;
        foreach (var (name, value) in lines)
        {
            table.Add(new HeaderField(offset, name.Length, offset + name.Length + 1, value.Length, KnownHeaders.Find(Encoding.ASCII.GetBytes(name))));
            offset += name.Length + 1 + value.Length;
        }

        return BodyFraming.Read(table, allowsChunked, out framing);
    }
}
