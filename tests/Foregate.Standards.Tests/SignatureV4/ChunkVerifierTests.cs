// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using System.Text;
using Foregate.Standards.SignatureV4;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.Standards.Tests.SignatureV4;

/// <summary>The chunks and signatures are those of the examples in the S3 API Reference: 65 KiB of the letter a, in chunks of 64 KiB.</summary>
public sealed class ChunkVerifierTests
{
    [Fact]
    public void Believes_the_published_chunks_in_their_order_only()
    {
        var chunks = Chunks("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9");
        Assert.True(chunks.IsSigned(Letters(65_536), "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648"));
        Assert.True(chunks.IsSigned(Letters(1024), "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497"));
        Assert.True(chunks.IsSigned(Letters(0), "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9"));

        chunks = Chunks("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9");
        Assert.False(chunks.IsSigned(Letters(1024), "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497"));
    }

    [Fact]
    public void Believes_the_published_trailer_and_no_other()
    {
        ChunkVerifier Read()
        {
            var chunks = Chunks("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e", isTrailer: true);
            Assert.True(chunks.IsSigned(Letters(65_536), "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2"));
            Assert.True(chunks.IsSigned(Letters(1024), "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7"));
            Assert.True(chunks.IsSigned(Letters(0), "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992"));
            return chunks;
        }

        const string Signature = "d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435";
        Assert.True(Read().IsTrailerSigned(SHA256.HashData("x-amz-checksum-crc32c:sOO8/Q==\n"u8), Signature));
        Assert.False(Read().IsTrailerSigned(SHA256.HashData("x-amz-checksum-crc32c:sOO8/Q=\n"u8), Signature));
    }

    private static byte[] Letters(int count) => SHA256.HashData(Encoding.ASCII.GetBytes(new string('a', count)));

    // The request that the chunks follow, believed by its own published signature.
    private static ChunkVerifier Chunks(string payload, string seed, bool isTrailer = false)
    {
        var names = isTrailer
            ? "content-encoding;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class;x-amz-trailer"
            : "content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class";
        List<KeyValuePair<string, string>> headers =
        [
            new("Host", "s3.amazonaws.com"), new("x-amz-date", "20130524T000000Z"), new("x-amz-storage-class", "REDUCED_REDUNDANCY"), new("x-amz-content-sha256", payload),
            new("Content-Encoding", "aws-chunked"), new("x-amz-decoded-content-length", "66560"), new("Content-Length", "66824"),
        ];
        if (isTrailer)
        {
            headers.Add(new("x-amz-trailer", "x-amz-checksum-crc32c"));
        }

        headers.Add(new("Authorization", $"AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders={names},Signature={seed}"));
        var request = new SignedRequest { Method = "PUT", Path = "/examplebucket/chunkObject.txt", Headers = headers };
        Assert.Null(RequestSignature.Read(request, out var signature));
        var verifier = new S3RequestVerifier(new FakeTimeProvider(S3RequestVerifierTests.Time), static _ => true);
        Assert.Null(verifier.Verify(request, signature!, S3RequestVerifierTests.Credentials, out var said, out var chunks));
        Assert.Equal(payload, said);
        return chunks!;
    }
}
