// SPDX-License-Identifier: Apache-2.0
using System.Text;
using CsCheck;
using Foregate.ControlPlane.Protocol.S3.Bodies;
using Foregate.ControlPlane.Protocol.S3.Values;

namespace Foregate.ControlPlane.Tests.Protocol.S3.Bodies;

public sealed class ChunkedBodyTests
{
    [Fact]
    public async Task What_was_cut_into_chunks_is_put_together_again() => await Gen.Byte.Array[0, 300].List[0, 5].SampleAsync(async parts =>
    {
        var wire = new MemoryStream();
        foreach (var part in parts.Where(static part => part.Length > 0))
        {
            wire.Write(Encoding.ASCII.GetBytes($"{part.Length:X}\r\n"));
            wire.Write(part);
            wire.Write("\r\n"u8);
        }

        wire.Write("0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n"u8);
        var (body, trailer) = await ReadAsync(wire.ToArray());
        Assert.Equal(parts.SelectMany(static part => part), body);
        Assert.Equal([new("x-amz-checksum-crc32", "AAAAAA==")], trailer);
    });

    [Fact]
    public async Task Any_bytes_are_a_body_or_refused() => await Gen.Char["0123456789abcdef;:\r\n x-"].Array[0, 60].SampleAsync(async letters =>
    {
        try
        {
            await ReadAsync(Encoding.ASCII.GetBytes(letters));
        }
        catch (S3Exception refused)
        {
            Assert.InRange(refused.Error.StatusCode, 400, 403);
        }
    });

    private static async Task<(byte[] Body, List<KeyValuePair<string, string>> Trailer)> ReadAsync(byte[] wire)
    {
        var target = new MemoryStream();
        using var source = new BodySource(new MemoryStream(wire), CancellationToken.None);
        using var sink = new BodySink(target, 1 << 20, null);
        var trailer = await ChunkedBody.ReadAsync(source, sink, new ChunkedForm(IsSigned: false, HasTrailer: true), null!, CancellationToken.None);
        return (target.ToArray(), trailer);
    }
}
