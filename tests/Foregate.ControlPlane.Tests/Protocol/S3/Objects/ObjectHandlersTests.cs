// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.S3.Objects;

public sealed class ObjectHandlersTests : IDisposable
{
    private readonly S3Client _client = new();

    public ObjectHandlersTests()
    {
        _client.Call("PUT", "/artifacts", 200);
        _client.Call("PUT", "/artifacts/k", 200, "", "0123456789");
    }

    public void Dispose() => _client.Dispose();

    [Fact]
    public void A_part_of_the_bytes_is_sent()
    {
        var part = _client.Send("GET", "/artifacts/k", "", [], null, ("Range", "bytes=3-5"));
        Assert.Equal((206, "345", "bytes 3-5/10"), (part.Status, part.Text, part.Header("Content-Range")));
        var beyond = _client.Send("GET", "/artifacts/k", "", [], null, ("Range", "bytes=10-"));
        Assert.Equal((416, "bytes */10"), (beyond.Status, beyond.Header("Content-Range")));
    }

    [Fact]
    public void A_head_tells_everything_but_the_bytes()
    {
        var head = _client.Send("HEAD", "/artifacts/k", "", [], null);
        Assert.Equal((200, "", "\"781e5e245d69b566979b86e28d23f2c7\"", "binary/octet-stream"), (head.Status, head.Text, head.Header("ETag"), head.Header("Content-Type")));
        var none = _client.Send("HEAD", "/artifacts/none", "", [], null);
        Assert.Equal((404, ""), (none.Status, none.Text));
    }

    [Fact]
    public void Conditions_are_kept()
    {
        const string Tag = "\"781e5e245d69b566979b86e28d23f2c7\"";
        int Get(string name, string value) => _client.Send("GET", "/artifacts/k", "", [], null, (name, value)).Status;
        Assert.Equal([200, 412, 304, 200], [Get("If-Match", Tag), Get("If-Match", "\"x\""), Get("If-None-Match", Tag), Get("If-None-Match", "\"x\"")]);
        Assert.Equal(
            [304, 200, 200, 412],
            [
                Get("If-Modified-Since", "Fri, 02 Jan 2026 03:04:05 GMT"), Get("If-Modified-Since", "Fri, 02 Jan 2026 03:04:04 GMT"),
                Get("If-Unmodified-Since", "Fri, 02 Jan 2026 03:04:05 GMT"), Get("If-Unmodified-Since", "Fri, 02 Jan 2026 03:04:04 GMT"),
            ]);
        Assert.Equal("PreconditionFailed", _client.Fail("PUT", "/artifacts/k", 412, "", "x", ("If-None-Match", "*")));
        Assert.Equal("PreconditionFailed", _client.Fail("PUT", "/artifacts/k", 412, "", "x", ("If-Match", "\"x\"")));
        Assert.Equal("PreconditionFailed", _client.Fail("PUT", "/artifacts/new", 412, "", "x", ("If-Match", Tag)));
        _client.Call("PUT", "/artifacts/k", 200, "", "x", ("If-Match", Tag));
        _client.Call("PUT", "/artifacts/new", 200, "", "x", ("If-None-Match", "*"));
    }

    [Fact]
    public void Headers_are_told_again_and_may_be_told_otherwise()
    {
        _client.Call("PUT", "/artifacts/h", 200, "", "x", ("Cache-Control", "no-cache"), ("Content-Disposition", "attachment"), ("x-amz-tagging", "a=1&b=2"), ("x-amz-server-side-encryption", "AES256"));
        var got = _client.Send("GET", "/artifacts/h", "response-cache-control=private", [], null);
        Assert.Equal(("private", "attachment", "2", "AES256"), (got.Header("Cache-Control"), got.Header("Content-Disposition"), got.Header("x-amz-tagging-count"), got.Header("x-amz-server-side-encryption")));
        Assert.Equal("MetadataTooLarge", _client.Fail("PUT", "/artifacts/h", 400, "", "x", ("x-amz-meta-a", new string('a', 2048))));
    }

    [Fact]
    public void A_versioned_bucket_keeps_what_is_replaced_and_deleted()
    {
        _client.Call("PUT", "/artifacts", 200, "versioning", "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
        var second = _client.Send("PUT", "/artifacts/k", "", "second"u8.ToArray(), null).Header("x-amz-version-id")!;
        Assert.Matches("^[A-Za-z0-9]{32}$", second);
        var mark = _client.Send("DELETE", "/artifacts/k", "", [], null);
        Assert.Equal("true", mark.Header("x-amz-delete-marker"));
        Assert.Equal("NoSuchKey", _client.Fail("GET", "/artifacts/k", 404));
        Assert.Equal("0123456789", _client.Call("GET", "/artifacts/k", 200, "versionId=null"));
        Assert.Equal("second", _client.Call("GET", "/artifacts/k", 200, "versionId=" + second));
        Assert.Equal("NoSuchVersion", _client.Fail("GET", "/artifacts/k", 404, "versionId=none"));
        Assert.Equal("MethodNotAllowed", _client.Fail("GET", "/artifacts/k", 405, "versionId=" + mark.Header("x-amz-version-id")));
        var versions = _client.Call("GET", "/artifacts", 200, "versions");
        Assert.Equal([second, "null"], S3Client.Texts(versions, "Version/VersionId"));
        Assert.Equal(["true"], S3Client.Texts(versions, "DeleteMarker/IsLatest"));
        Assert.Equal("BucketNotEmpty", _client.Fail("DELETE", "/artifacts", 409));
        _client.Call("DELETE", "/artifacts/k", 204, "versionId=" + mark.Header("x-amz-version-id"));
        Assert.Equal("second", _client.Call("GET", "/artifacts/k", 200));
    }
}
