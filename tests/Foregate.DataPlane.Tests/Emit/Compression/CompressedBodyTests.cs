// SPDX-License-Identifier: Apache-2.0
using System.IO.Compression;
using System.Text;
using Foregate.DataPlane.Emit.Compression;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Wire.Bodies;

namespace Foregate.DataPlane.Tests.Emit.Compression;

public sealed class CompressedBodyTests
{
    [Theory]
    [InlineData("Gzip")]
    [InlineData("Deflate")]
    public async Task Each_piece_goes_out_as_it_came_and_all_of_them_are_one_body(string coding)
    {
        string[] pieces = ["one ", new('x', 100_000), "three"];
        using var body = new CompressedBody(new ScriptedBody(pieces), Enum.Parse<ContentCoding>(coding));
        using var all = new MemoryStream();
        var first = await body.ReadAsync();
        all.Write(first.Bytes.Span);
        Assert.Equal("one ", Decoded(all.ToArray(), coding));
        BodyChunk chunk;
        while ((chunk = await body.ReadAsync()).Status == BodyStatus.Data)
        {
            all.Write(chunk.Bytes.Span);
        }

        Assert.Equal(BodyStatus.End, chunk.Status);
        Assert.Equal(string.Concat(pieces), Decoded(all.ToArray(), coding));
        Assert.True(all.Length < 2_000);
    }

    [Fact]
    public async Task A_body_that_breaks_off_has_no_proper_end()
    {
        using var body = new CompressedBody(new ScriptedBody(["one "], BodyStatus.Aborted), ContentCoding.Gzip);
        Assert.Equal(BodyStatus.Data, (await body.ReadAsync()).Status);
        Assert.Equal(BodyStatus.Aborted, (await body.ReadAsync()).Status);
        Assert.Equal(BodyStatus.Aborted, (await body.ReadAsync()).Status);
    }

    [Theory]
    [InlineData("Gzip")]
    [InlineData("Deflate")]
    public void A_whole_body_is_compressed_at_once(string coding) =>
        Assert.Equal("hello", Decoded(CompressedBody.Whole("hello"u8, Enum.Parse<ContentCoding>(coding)).ToArray(), coding));

    private static string Decoded(byte[] bytes, string coding)
    {
        using var stream = new MemoryStream(bytes);
        using Stream decoder = coding == "Gzip" ? new GZipStream(stream, CompressionMode.Decompress) : new ZLibStream(stream, CompressionMode.Decompress);
        using var reader = new StreamReader(decoder, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
