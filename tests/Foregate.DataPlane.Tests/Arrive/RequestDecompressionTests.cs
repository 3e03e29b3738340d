// SPDX-License-Identifier: Apache-2.0
using System.IO.Compression;
using CsCheck;
using Foregate.DataPlane.Arrive;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.Definitions;

namespace Foregate.DataPlane.Tests.Arrive;

public sealed class RequestDecompressionTests
{
    private static readonly byte[] Text = [.. Enumerable.Range(0, 5000).SelectMany(static i => System.Text.Encoding.ASCII.GetBytes(i.ToString(System.Globalization.CultureInfo.InvariantCulture)))];

    [Fact]
    public void Is_no_step_of_an_HTTP_API() => Assert.Null(RequestDecompression.For(GivenRequest.Compilation(ApiKind.Http)));

    [Theory]
    [InlineData("gzip")]
    [InlineData("GZIP")]
    [InlineData("x-gzip")]
    [InlineData("deflate")]
    [InlineData("raw")]
    [InlineData("identity, gzip")]
    public async Task Decodes_what_AWS_decodes(string coding)
    {
        foreach (var size in new[] { 1, 2, 3, 7, 1000, 1 << 20 })
        {
            var exchange = Given(coding == "raw" ? "deflate" : coding, Pieces(Encode(coding, Text), size));
            Assert.Equal(VerdictKind.Continue, Run(exchange).Kind);
            Assert.True(exchange.IsRequestBodyDecoded);
            Assert.Null(exchange.RequestBody.Length);
            var (bytes, status) = await ReadAsync(exchange);
            Assert.Equal(BodyStatus.End, status);
            Assert.Equal(Text, bytes);
            Assert.True(exchange.RequestBody.IsEnded);
        }
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("")]
    [InlineData("identity, identity")]
    public void Leaves_an_unencoded_body_alone(string coding)
    {
        var body = Pieces(Text, 100);
        var exchange = Given(coding, body);
        Assert.Equal(VerdictKind.Continue, Run(exchange).Kind);
        Assert.Same(body, exchange.RequestBody);
        Assert.False(exchange.IsRequestBodyDecoded);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("zstd")]
    [InlineData("compress")]
    [InlineData("gzip, gzip")]
    [InlineData("gzip, deflate")]
    [InlineData("gzip;q=1")]
    public void Refuses_other_codings(string coding) => Assert.Equal(415, Run(Given(coding, Pieces(Text, 100))).Rejection!.Status);

    [Fact]
    public void Refuses_a_coding_in_a_second_line()
    {
        var exchange = GivenRequest.Of("POST", "/", "Content-Encoding: gzip", "Content-Encoding: br");
        exchange.RequestBody = Pieces(Text, 100);
        Assert.Equal(415, Run(exchange).Rejection!.Status);
    }

    [Fact]
    public void Asks_nothing_of_a_request_without_a_body() => Assert.Equal(VerdictKind.Continue, Run(Given("br", NoBody.Instance)).Kind);

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("raw")]
    public async Task Finds_every_truncation(string coding)
    {
        var encoded = Encode(coding, Text);
        foreach (var missing in new[] { 1, 2, 3, 4, 5, 8, 9, 20, encoded.Length / 2, encoded.Length - 1 })
        {
            Assert.Equal(BodyStatus.Undecodable, (await ReadAsync(coding, Pieces(encoded[..^missing], 1000))).Status);
        }

        Assert.Equal(BodyStatus.End, (await ReadAsync(coding, Pieces([], 1000))).Status);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task Finds_more_behind_the_end(string coding)
    {
        byte[] encoded = [.. Encode(coding, Text), 1, 2, 3, 4, 5];
        foreach (var size in new[] { 1, encoded.Length - 5, 1 << 20 })
        {
            Assert.Equal(BodyStatus.Undecodable, (await ReadAsync(coding, Pieces(encoded, size))).Status);
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task Finds_every_flipped_byte(string coding)
    {
        var encoded = Encode(coding, Text);
        // The gzip header's time, flags of level and system mean nothing to a decoder.
        for (var i = coding == "gzip" ? 10 : 0; i < encoded.Length; i += 7)
        {
            var flipped = encoded.ToArray();
            flipped[i] ^= 0x41;
            var (bytes, status) = await ReadAsync(coding, Pieces(flipped, 1000));
            Assert.True(status == BodyStatus.Undecodable || bytes.AsSpan().SequenceEqual(Text), $"byte {i}");
        }
    }

    [Fact]
    public async Task Refuses_a_dictionary_agreed_elsewhere() =>
        Assert.Equal(BodyStatus.Undecodable, (await ReadAsync("deflate", Pieces([24, 56, 254, 167, 101, 39, 1, 2, 3, 4, 5, 6], 100))).Status);

    [Theory]
    [InlineData(-1, BodyStatus.End)]
    [InlineData(0, BodyStatus.End)]
    [InlineData(1, BodyStatus.TooLarge)]
    public async Task Counts_decoded_bytes_against_the_limit(int beyond, object expected)
    {
        var bomb = Encode("gzip", new byte[Quotas.Default.PayloadBytes + beyond]);
        Assert.True(bomb.Length < 20_000);
        Assert.Equal((BodyStatus)expected, (await ReadAsync("gzip", Pieces(bomb, 4096))).Status);
    }

    [Theory]
    [InlineData(BodyStatus.Aborted)]
    [InlineData(BodyStatus.TimedOut)]
    [InlineData(BodyStatus.TooLarge)]
    [InlineData(BodyStatus.Malformed)]
    public async Task Tells_how_the_encoded_body_failed(object end)
    {
        var encoded = Encode("gzip", Text);
        Assert.Equal((BodyStatus)end, (await ReadAsync("gzip", new PiecewiseBody([encoded[..100]], (BodyStatus)end))).Status);
    }

    [Fact]
    public Task Decodes_any_bytes_in_any_pieces() =>
        Gen.Select(Gen.Byte.Array[0, 3000], Gen.Int[1, 400], Gen.OneOf(Gen.Const("gzip"), Gen.Const("deflate"), Gen.Const("raw"))).SampleAsync(async (bytes, size, coding) =>
        {
            var (decoded, status) = await ReadAsync(coding, Pieces(Encode(coding, bytes), size));
            return status == BodyStatus.End && decoded.AsSpan().SequenceEqual(bytes);
        });

    [Fact]
    public Task Never_throws_on_any_bytes() =>
        Gen.Select(Gen.Byte.Array[0, 300], Gen.Int[1, 100], Gen.OneOf(Gen.Const("gzip"), Gen.Const("deflate"))).SampleAsync(async (bytes, size, coding) =>
        {
            var (_, status) = await ReadAsync(coding, Pieces(bytes, size));
            return status is BodyStatus.End or BodyStatus.Undecodable;
        });

    private static Exchange Given(string coding, IBodyReader body)
    {
        var exchange = GivenRequest.Of("POST", "/", "Content-Encoding: " + coding);
        exchange.RequestBody = body;
        return exchange;
    }

    private static Verdict Run(Exchange exchange) => GivenRequest.Run(RequestDecompression.For(GivenRequest.Compilation(ApiKind.Rest))!, exchange);

    private static Task<(byte[] Bytes, BodyStatus Status)> ReadAsync(string coding, IBodyReader body)
    {
        var exchange = Given(coding == "raw" ? "deflate" : coding, body);
        Assert.Equal(VerdictKind.Continue, Run(exchange).Kind);
        return ReadAsync(exchange);
    }

    private static async Task<(byte[] Bytes, BodyStatus Status)> ReadAsync(Exchange exchange)
    {
        using var whole = new MemoryStream();
        while (true)
        {
            var chunk = await exchange.RequestBody.ReadAsync();
            if (chunk.Status != BodyStatus.Data)
            {
                return (whole.ToArray(), chunk.Status);
            }

            Assert.False(chunk.Bytes.IsEmpty);
            whole.Write(chunk.Bytes.Span);
        }
    }

    private static PiecewiseBody Pieces(byte[] bytes, int size) => new([.. bytes.Chunk(size)], BodyStatus.End);

    private static byte[] Encode(string coding, byte[] bytes)
    {
        using var encoded = new MemoryStream();
        using (Stream encoder = coding == "raw" ? new DeflateStream(encoded, CompressionLevel.Optimal, leaveOpen: true)
            : coding == "deflate" ? new ZLibStream(encoded, CompressionLevel.Optimal, leaveOpen: true)
            : new GZipStream(encoded, CompressionLevel.Optimal, leaveOpen: true))
        {
            encoder.Write(bytes);
        }

        return encoded.ToArray();
    }

    private sealed class PiecewiseBody(byte[][] pieces, BodyStatus end) : IBodyReader
    {
        private int _next;

        public long? Length => null;

        public bool IsEnded { get; private set; }

        public ValueTask<BodyChunk> ReadAsync()
        {
            if (_next < pieces.Length)
            {
                return new ValueTask<BodyChunk>(new BodyChunk(pieces[_next++], BodyStatus.Data));
            }

            IsEnded = true;
            return new ValueTask<BodyChunk>(new BodyChunk(default, end));
        }
    }
}
