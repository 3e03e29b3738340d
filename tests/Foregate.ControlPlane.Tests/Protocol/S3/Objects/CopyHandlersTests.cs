// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.S3.Objects;

public sealed class CopyHandlersTests : IDisposable
{
    private readonly S3Client _client = new();

    public CopyHandlersTests()
    {
        _client.Call("PUT", "/artifacts", 200);
        _client.Call("PUT", "/artifacts/a%20b", 200, "", "hello", ("Content-Type", "text/plain"), ("x-amz-meta-who", "me"));
    }

    public void Dispose() => _client.Dispose();

    [Fact]
    public void A_copy_has_what_its_source_has_unless_it_is_said()
    {
        var document = _client.Call("PUT", "/artifacts/copy", 200, "", "", ("x-amz-copy-source", "/artifacts/a%20b"));
        Assert.Equal(["\"5d41402abc4b2a76b9719d911017c592\""], S3Client.Texts(document, "ETag"));
        var got = _client.Send("GET", "/artifacts/copy", "", [], null);
        Assert.Equal(("hello", "text/plain", "me"), (got.Text, got.Header("Content-Type"), got.Header("x-amz-meta-who")));
        _client.Call("PUT", "/artifacts/copy", 200, "", "", ("x-amz-copy-source", "artifacts/a%20b"), ("x-amz-metadata-directive", "REPLACE"), ("x-amz-meta-who", "you"));
        got = _client.Send("GET", "/artifacts/copy", "", [], null);
        Assert.Equal(("hello", "binary/octet-stream", "you"), (got.Text, got.Header("Content-Type"), got.Header("x-amz-meta-who")));
    }

    [Fact]
    public void What_cannot_be_copied_is_refused()
    {
        Assert.Equal("InvalidRequest", _client.Fail("PUT", "/artifacts/a%20b", 400, "", "", ("x-amz-copy-source", "artifacts/a%20b")));
        Assert.Equal("NoSuchKey", _client.Fail("PUT", "/artifacts/copy", 404, "", "", ("x-amz-copy-source", "artifacts/none")));
        Assert.Equal("NoSuchBucket", _client.Fail("PUT", "/artifacts/copy", 404, "", "", ("x-amz-copy-source", "nowhere/none")));
        Assert.Equal("InvalidArgument", _client.Fail("PUT", "/artifacts/copy", 400, "", "", ("x-amz-copy-source", "artifacts")));
        Assert.Equal("PreconditionFailed", _client.Fail("PUT", "/artifacts/copy", 412, "", "", ("x-amz-copy-source", "artifacts/a%20b"), ("x-amz-copy-source-if-match", "\"x\"")));
        Assert.Equal("InvalidArgument", _client.Fail("PUT", "/artifacts/copy", 400, "", "", ("x-amz-copy-source", "artifacts/a%20b"), ("x-amz-metadata-directive", "KEEP")));
    }

    [Fact]
    public void A_part_may_be_a_part_of_an_object()
    {
        var upload = S3Client.Texts(_client.Call("POST", "/artifacts/whole", 200, "uploads"), "UploadId").Single();
        var part = S3Client.Texts(_client.Call("PUT", "/artifacts/whole", 200, $"partNumber=1&uploadId={upload}", "", ("x-amz-copy-source", "artifacts/a%20b"), ("x-amz-copy-source-range", "bytes=1-3")), "ETag").Single();
        _client.Call("POST", "/artifacts/whole", 200, $"uploadId={upload}", $"<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>{part}</ETag></Part></CompleteMultipartUpload>");
        Assert.Equal("ell", _client.Call("GET", "/artifacts/whole", 200));
    }
}
