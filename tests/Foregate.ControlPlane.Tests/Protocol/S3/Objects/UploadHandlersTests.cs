// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using System.Text;

namespace Foregate.ControlPlane.Tests.Protocol.S3.Objects;

public sealed class UploadHandlersTests : IDisposable
{
    private static readonly byte[] s_large = Encoding.ASCII.GetBytes(new string('a', 5 << 20));

    private readonly S3Client _client = new();

    public UploadHandlersTests() => _client.Call("PUT", "/artifacts", 200);

    public void Dispose() => _client.Dispose();

    [Fact]
    public void Parts_become_one_object()
    {
        var id = Begin(("Content-Type", "text/plain"), ("x-amz-meta-who", "me"));
        var second = Part(id, 7, "end"u8.ToArray());
        Part(id, 1, "replaced"u8.ToArray());
        var first = Part(id, 1, s_large);
        var parts = _client.Call("GET", "/artifacts/k", 200, $"uploadId={id}");
        Assert.Equal(["1", "7"], S3Client.Texts(parts, "Part/PartNumber"));
        Assert.Equal(["k"], S3Client.Texts(_client.Call("GET", "/artifacts", 200, "uploads"), "Upload/Key"));
        var done = _client.Call("POST", "/artifacts/k", 200, $"uploadId={id}", Complete((1, first), (7, second)));
        Assert.EndsWith("-2\"", S3Client.Texts(done, "ETag").Single(), StringComparison.Ordinal);
        var got = _client.Send("GET", "/artifacts/k", "", [], null);
        Assert.Equal([.. s_large, .. "end"u8], got.Body);
        Assert.Equal(("text/plain", "me"), (got.Header("Content-Type"), got.Header("x-amz-meta-who")));
        Assert.Equal("NoSuchUpload", _client.Fail("GET", "/artifacts/k", 404, $"uploadId={id}"));
        Assert.Single(Directory.GetFiles(Path.Combine(_client.Folder, "content")));
    }

    [Fact]
    public void What_is_not_right_makes_no_object()
    {
        var id = Begin();
        var (one, two) = (Part(id, 1, "small"u8.ToArray()), Part(id, 2, "small"u8.ToArray()));
        string Fail(string body) => _client.Fail("POST", "/artifacts/k", 400, $"uploadId={id}", body);
        Assert.Equal("EntityTooSmall", Fail(Complete((1, one), (2, two))));
        Assert.Equal("InvalidPartOrder", Fail(Complete((2, two), (1, one))));
        Assert.Equal("InvalidPart", Fail(Complete((1, "\"x\""))));
        Assert.Equal("InvalidPart", Fail(Complete((3, one))));
        Assert.Equal("MalformedXML", Fail("<CompleteMultipartUpload/>"));
        Assert.Equal("MalformedXML", Fail("<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]><CompleteMultipartUpload>&y;</CompleteMultipartUpload>"));
        Assert.Equal("NoSuchUpload", _client.Fail("POST", "/artifacts/other", 404, $"uploadId={id}", Complete((1, one))));
        Assert.Equal("InvalidArgument", _client.Fail("PUT", "/artifacts/k", 400, $"partNumber=0&uploadId={id}"));
        Assert.Equal("NoSuchUpload", _client.Fail("PUT", "/artifacts/k", 404, "partNumber=1&uploadId=..%2F..%2Fx"));
        Assert.Equal("NoSuchKey", _client.Fail("GET", "/artifacts/k", 404));
        _client.Call("DELETE", "/artifacts/k", 204, $"uploadId={id}");
        Assert.Equal("NoSuchUpload", _client.Fail("DELETE", "/artifacts/k", 404, $"uploadId={id}"));
        Assert.Empty(Directory.GetFiles(Path.Combine(_client.Folder, "content")));
    }

    [Fact]
    public void A_checksum_of_checksums_is_told()
    {
        var id = Begin(("x-amz-checksum-algorithm", "SHA256"));
        var (first, second) = (SHA256.HashData(s_large), SHA256.HashData("end"u8));
        string Put(int number, byte[] body, byte[] hash) =>
            _client.Send("PUT", "/artifacts/k", $"partNumber={number}&uploadId={id}", body, "UNSIGNED-PAYLOAD", ("x-amz-checksum-sha256", Convert.ToBase64String(hash))).Header("ETag")!;
        var body = $"<CompleteMultipartUpload>{Xml(1, Put(1, s_large, first), first)}{Xml(2, Put(2, "end"u8.ToArray(), second), second)}</CompleteMultipartUpload>";
        Assert.Equal("InvalidPart", _client.Fail("POST", "/artifacts/k", 400, $"uploadId={id}", body.Replace(Convert.ToBase64String(first), Convert.ToBase64String(second), StringComparison.Ordinal)));
        var done = _client.Call("POST", "/artifacts/k", 200, $"uploadId={id}", body);
        var expected = Convert.ToBase64String(SHA256.HashData([.. first, .. second])) + "-2";
        Assert.Equal([expected], S3Client.Texts(done, "ChecksumSHA256"));
        Assert.Equal(["COMPOSITE"], S3Client.Texts(done, "ChecksumType"));

        static string Xml(int number, string tag, byte[] hash) => $"<Part><PartNumber>{number}</PartNumber><ETag>{tag}</ETag><ChecksumSHA256>{Convert.ToBase64String(hash)}</ChecksumSHA256></Part>";
    }

    [Fact]
    public void Lists_of_parts_have_pages()
    {
        var id = Begin();
        for (var number = 1; number <= 3; number++)
        {
            Part(id, number, "x"u8.ToArray());
        }

        var page = _client.Call("GET", "/artifacts/k", 200, $"max-parts=2&uploadId={id}");
        Assert.Equal(("true", "2"), (S3Client.Texts(page, "IsTruncated").Single(), S3Client.Texts(page, "NextPartNumberMarker").Single()));
        Assert.Equal(["3"], S3Client.Texts(_client.Call("GET", "/artifacts/k", 200, $"part-number-marker=2&uploadId={id}"), "Part/PartNumber"));
    }

    private string Begin(params (string Name, string Value)[] headers) => S3Client.Texts(_client.Call("POST", "/artifacts/k", 200, "uploads", "", headers), "UploadId").Single();

    private string Part(string id, int number, byte[] body) => _client.Send("PUT", "/artifacts/k", $"partNumber={number}&uploadId={id}", body, "UNSIGNED-PAYLOAD").Header("ETag")!;

    private static string Complete(params (int Number, string Tag)[] parts) =>
        $"<CompleteMultipartUpload>{string.Concat(parts.Select(static part => $"<Part><PartNumber>{part.Number}</PartNumber><ETag>{part.Tag}</ETag></Part>"))}</CompleteMultipartUpload>";
}
