// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace Foregate.ControlPlane.Tests.Protocol.S3.Bodies;

/// <summary>Everything that a sender says of a body is held against it.</summary>
public sealed class BodyReceiverTests : IDisposable
{
    private readonly S3Client _client = new(largestBody: 200_000);

    public BodyReceiverTests() => _client.Call("PUT", "/artifacts", 200);

    public void Dispose() => _client.Dispose();

    [Fact]
    public void A_body_of_another_hash_is_refused()
    {
        var answer = _client.Send("PUT", "/artifacts/k", "", "hello"u8.ToArray(), new string('0', 64));
        Assert.Equal(400, answer.Status);
        Assert.Contains("XAmzContentSHA256Mismatch", answer.Text, StringComparison.Ordinal);
        Assert.Equal("NoSuchKey", _client.Fail("GET", "/artifacts/k", 404));
        Assert.Empty(Directory.GetFiles(Path.Combine(_client.Folder, "content")));
    }

    [Fact]
    public void Content_MD5_is_checked()
    {
        _client.Call("PUT", "/artifacts/k", 200, "", "hello", ("Content-MD5", "XUFAKrxLKna5cZ2REBfFkg=="));
        Assert.Equal("BadDigest", _client.Fail("PUT", "/artifacts/k", 400, "", "hellO", ("Content-MD5", "XUFAKrxLKna5cZ2REBfFkg==")));
        Assert.Equal("InvalidDigest", _client.Fail("PUT", "/artifacts/k", 400, "", "hello", ("Content-MD5", "short")));
    }

    [Theory]
    [InlineData("crc32", "NhCmhg==")]
    [InlineData("crc32c", "mnG7TA==")]
    [InlineData("crc64nvme", "M3eFcAZSQlc=")]
    [InlineData("sha1", "qvTGHdzF6KLavt4PO0gs2a6pQ00=")]
    [InlineData("sha256", "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=")]
    public void Checksums_are_checked_kept_and_told(string algorithm, string value)
    {
        var header = "x-amz-checksum-" + algorithm;
        _client.Call("PUT", "/artifacts/k", 200, "", "hello", (header, value));
        Assert.Equal("BadDigest", _client.Fail("PUT", "/artifacts/k", 400, "", "Hello", (header, value)));
        Assert.Equal("InvalidRequest", _client.Fail("PUT", "/artifacts/k", 400, "", "hello", (header, "?")));
        var got = _client.Send("GET", "/artifacts/k", "", [], null, ("x-amz-checksum-mode", "ENABLED"));
        Assert.Equal((value, "FULL_OBJECT"), (got.Header(header), got.Header("x-amz-checksum-type")));
        Assert.Null(_client.Send("GET", "/artifacts/k", "", [], null).Header(header));
    }

    [Fact]
    public void Signed_chunks_are_taken_and_changed_ones_refused()
    {
        var body = Encoding.ASCII.GetBytes(new string('a', 66_560));
        var head = _client.Signed("PUT", "/artifacts/k", "", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", ("x-amz-decoded-content-length", "66560"), ("Content-Encoding", "aws-chunked,gzip"), ("Content-Length", "1"));
        var chunks = _client.Chunked(head, body, 65_536);
        Assert.Equal(200, _client.SendRaw(head, chunks).Status);
        var got = _client.Send("GET", "/artifacts/k", "", [], null);
        Assert.Equal(body, got.Body);
        Assert.Equal("gzip", got.Header("Content-Encoding"));

        var changed = chunks.ToArray();
        changed[200] ^= 1;
        Assert.Contains("SignatureDoesNotMatch", _client.SendRaw(head, changed).Text, StringComparison.Ordinal);
        Assert.Contains("IncompleteBody", _client.SendRaw(head, chunks[..60_000]).Text, StringComparison.Ordinal);
        // Without the last chunk, nobody knows that it is all.
        Assert.Contains("<Code>", _client.SendRaw(head, chunks[..^90]).Text, StringComparison.Ordinal);
        Assert.Equal(body, _client.Send("GET", "/artifacts/k", "", [], null).Body);
    }

    [Fact]
    public void Signed_trailers_are_taken_and_changed_ones_refused()
    {
        var head = _client.Signed(
            "PUT", "/artifacts/k", "", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", ("x-amz-decoded-content-length", "5"), ("x-amz-trailer", "x-amz-checksum-crc32c"), ("Content-Length", "1"));
        Assert.Equal(200, _client.SendRaw(head, _client.Chunked(head, "hello"u8.ToArray(), 4, "x-amz-checksum-crc32c:mnG7TA==")).Status);
        Assert.Contains("BadDigest", _client.SendRaw(head, _client.Chunked(head, "hello"u8.ToArray(), 4, "x-amz-checksum-crc32c:AAAAAA==")).Text, StringComparison.Ordinal);
        var text = Encoding.ASCII.GetString(_client.Chunked(head, "hello"u8.ToArray(), 4, "x-amz-checksum-crc32c:mnG7TA=="));
        Assert.Contains("SignatureDoesNotMatch", _client.SendRaw(head, Encoding.ASCII.GetBytes(text.Replace("mnG7TA==", "AAAAAA==", StringComparison.Ordinal))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Unsigned_chunks_are_checked_by_their_trailer()
    {
        const string Payload = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
        var head = _client.Signed("PUT", "/artifacts/k", "", Payload, ("x-amz-decoded-content-length", "5"), ("x-amz-trailer", "x-amz-checksum-crc32"), ("Content-Length", "1"));
        Assert.Equal(200, _client.SendRaw(head, "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n"u8.ToArray()).Status);
        Assert.Contains("BadDigest", _client.SendRaw(head, "5\r\nhellO\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n"u8.ToArray()).Text, StringComparison.Ordinal);
        Assert.Contains("InvalidRequest", _client.SendRaw(head, "5\r\nhello\r\n0\r\n\r\n"u8.ToArray()).Text, StringComparison.Ordinal);
        Assert.Contains("InvalidRequest", _client.SendRaw(head, "5\r\nhello\r\n0\r\nx-amz-checksum-sha1:NhCmhg==\r\n\r\n"u8.ToArray()).Text, StringComparison.Ordinal);
        Assert.Contains("IncompleteBody", _client.SendRaw(head, "4\r\nhell\r\n0\r\nx-amz-checksum-crc32:XPNTCg==\r\n\r\n"u8.ToArray()).Text, StringComparison.Ordinal);
        Assert.Contains("IncompleteBody", _client.SendRaw(head, "5\r\nhel"u8.ToArray()).Text, StringComparison.Ordinal);
        Assert.Contains("IncompleteBody", _client.SendRaw(head, "nonsense\r\n"u8.ToArray()).Text, StringComparison.Ordinal);
        Assert.Contains("IncompleteBody", _client.SendRaw(head, "-5\r\nhello\r\n"u8.ToArray()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_form_of_streaming_that_is_not_known_is_refused() =>
        Assert.Contains("InvalidArgument", _client.Send("PUT", "/artifacts/k", "", [], "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD").Text, StringComparison.Ordinal);

    [Fact]
    public void What_is_too_large_is_refused_before_and_while_it_comes()
    {
        Assert.Contains("EntityTooLarge", _client.Send("PUT", "/artifacts/k", "", new byte[200_001], "UNSIGNED-PAYLOAD").Text, StringComparison.Ordinal);
        var head = _client.Signed("PUT", "/artifacts/k", "", "UNSIGNED-PAYLOAD", ("Transfer-Encoding", "chunked"));
        Assert.Contains("EntityTooLarge", _client.SendRaw(head, new byte[200_001]).Text, StringComparison.Ordinal);
        Assert.Contains("MissingContentLength", _client.SendRaw(_client.Signed("PUT", "/artifacts/k", "", "UNSIGNED-PAYLOAD"), []).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_checksums_at_once_are_refused() =>
        Assert.Equal("InvalidRequest", _client.Fail("PUT", "/artifacts/k", 400, "", "hello", ("x-amz-checksum-crc32", "NhCmhg=="), ("x-amz-checksum-crc32c", "mnG7TA==")));
}
