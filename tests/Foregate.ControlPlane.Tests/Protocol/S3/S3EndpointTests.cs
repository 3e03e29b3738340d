// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.ControlPlane.Protocol.S3;
using Foregate.ControlPlane.Store.Secrets;
using Foregate.Standards.SignatureV4;

namespace Foregate.ControlPlane.Tests.Protocol.S3;

public sealed class S3EndpointTests : IDisposable
{
    private readonly S3Client _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void An_object_is_put_read_and_deleted()
    {
        _client.Call("PUT", "/artifacts", 200);
        var put = _client.Send("PUT", "/artifacts/a/b%20c.txt", "", "hello"u8.ToArray(), null, ("Content-Type", "text/plain"), ("x-amz-meta-who", "me"));
        Assert.Equal((200, "\"5d41402abc4b2a76b9719d911017c592\""), (put.Status, put.Header("ETag")));
        Assert.Equal("M3eFcAZSQlc=", put.Header("x-amz-checksum-crc64nvme"));
        var got = _client.Send("GET", "/artifacts/a/b%20c.txt", "", [], null);
        Assert.Equal(("hello", "text/plain", "me"), (got.Text, got.Header("Content-Type"), got.Header("x-amz-meta-who")));
        Assert.Equal("Fri, 02 Jan 2026 03:04:05 GMT", got.Header("Last-Modified"));
        Assert.Equal(204, _client.Send("DELETE", "/artifacts/a/b%20c.txt", "", [], null).Status);
        Assert.Equal("NoSuchKey", _client.Fail("GET", "/artifacts/a/b%20c.txt", 404));
        Assert.Equal(204, _client.Send("DELETE", "/artifacts/a/b%20c.txt", "", [], null).Status);
        _client.Call("DELETE", "/artifacts", 204);
        Assert.Equal("NoSuchBucket", _client.Fail("GET", "/artifacts/a", 404));
    }

    [Theory]
    [InlineData("/artifacts/../../etc/passwd")]
    [InlineData("/artifacts/..%2F..%2Fetc%2Fpasswd")]
    [InlineData("/artifacts/%2e%2e/%2e%2e/x")]
    [InlineData("/artifacts//x")]
    [InlineData("/artifacts/./.")]
    [InlineData("/artifacts/a%00b")]
    [InlineData("/artifacts/C:%5Cx")]
    public void A_key_is_a_text_and_never_a_path(string path)
    {
        _client.Call("PUT", "/artifacts", 200);
        // The signature is of the path with every byte encoded that is not unreserved.
        var canonical = path.Replace("C:", "C%3A", StringComparison.Ordinal).Replace("%2e", ".", StringComparison.Ordinal);
        SignedRequest Of(string method) => _client.Signed(method, canonical, "", "UNSIGNED-PAYLOAD", ("Content-Length", "1")) with { Path = path };
        Assert.Equal(200, _client.SendRaw(Of("PUT"), "x"u8.ToArray()).Status);
        Assert.Equal("x", _client.SendRaw(Of("GET"), []).Text);
        var folder = Path.GetFullPath(_client.Folder);
        Assert.All(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories), file => Assert.Matches(@"^(?:bucket|[0-9a-f]{64})\.json$|^[0-9a-f]{32}$", Path.GetFileName(file)));
        Assert.False(File.Exists(Path.Combine(folder, "..", "etc", "passwd")) || File.Exists(Path.Combine(folder, "x")));
    }

    [Fact]
    public void A_key_that_is_no_utf8_is_refused()
    {
        _client.Call("PUT", "/artifacts", 200);
        Assert.Equal("InvalidURI", _client.Fail("GET", "/artifacts/%FF", 400));
        Assert.Equal("KeyTooLongError", _client.Fail("PUT", "/artifacts/" + new string('a', 1025), 400));
    }

    [Fact]
    public void Hosts_and_paths_name_buckets()
    {
        _client.Call("PUT", "/artifacts", 200);
        _client.Call("PUT", "/artifacts/k", 200, body: "x");
        foreach (var host in (string[])["artifacts.localhost", "artifacts.s3.localhost", "artifacts.s3.us-east-1.localhost", "artifacts.s3.us-east-1.amazonaws.com"])
        {
            _client.Host = host;
            Assert.Equal("x", _client.Call("GET", "/k", 200));
        }

        _client.Host = "s3.us-east-1.localhost";
        Assert.Equal("x", _client.Call("GET", "/artifacts/k", 200));
    }

    [Fact]
    public void Buckets_of_other_accounts_are_closed()
    {
        _client.Call("PUT", "/artifacts", 200);
        _client.Call("PUT", "/artifacts/k", 200, body: "x");
        _client.Credentials = new AwsCredentials("AKIDOTHER", "secret");
        Assert.Equal("AccessDenied", _client.Fail("GET", "/artifacts/k", 403));
        Assert.Equal("AccessDenied", _client.Fail("PUT", "/artifacts/k", 403));
        Assert.Equal("AccessDenied", _client.Fail("DELETE", "/artifacts", 403));
        Assert.Equal("AccessDenied", _client.Fail("GET", "/artifacts", 403));
        Assert.Equal("BucketAlreadyExists", _client.Fail("PUT", "/artifacts", 409));
        _client.Call("PUT", "/of-the-other", 200);
        Assert.Equal("AccessDenied", _client.Fail("PUT", "/of-the-other/k", 403, "", "", ("x-amz-copy-source", "artifacts/k")));
        Assert.Equal(["of-the-other"], S3Client.Texts(_client.Call("GET", "/", 200), "Buckets/Bucket/Name"));
        Assert.Equal("AccessDenied", _client.Fail("GET", "/of-the-other", 403, "", "", ("x-amz-expected-bucket-owner", S3Client.AccountId)));
    }

    [Fact]
    public void What_is_signed_wrongly_is_refused_in_S3s_words()
    {
        _client.Credentials = new AwsCredentials("AKID", "wrong");
        Assert.Equal("SignatureDoesNotMatch", _client.Fail("GET", "/", 403));
        _client.Credentials = new AwsCredentials("NOBODY", "secret");
        Assert.Equal("InvalidAccessKeyId", _client.Fail("GET", "/", 403));
        _client.Credentials = new AwsCredentials("AKID", "secret");
        var head = _client.Signed("GET", "/", "", "UNSIGNED-PAYLOAD");
        _client.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Contains("<Code>RequestTimeTooSkewed</Code>", _client.SendRaw(head, []).Text, StringComparison.Ordinal);
        Assert.Contains("<Code>AccessDenied</Code>", _client.SendRaw(new SignedRequest { Method = "GET", Path = "/", Headers = [] }, []).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Temporary_credentials_are_good_until_their_time_is_over()
    {
        var parent = new AccessKey { Id = "AKID", Secret = "secret", AccountId = S3Client.AccountId, Created = default };
        var lent = _client.Sessions.Make(parent, "AROA:me", "arn:aws:sts::123456789012:assumed-role/r/me", TimeSpan.FromMinutes(15));
        _client.Credentials = new AwsCredentials(lent.Id, lent.Secret, lent.SessionToken);
        _client.Call("PUT", "/artifacts", 200);
        _client.Credentials = new AwsCredentials(lent.Id, lent.Secret);
        Assert.Equal("InvalidAccessKeyId", _client.Fail("GET", "/", 403));
        _client.Credentials = new AwsCredentials(lent.Id, lent.Secret, lent.SessionToken);
        _client.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal("ExpiredToken", _client.Fail("GET", "/", 400));
    }

    [Fact]
    public void What_is_not_built_is_refused_by_name()
    {
        _client.Call("PUT", "/artifacts", 200);
        foreach (var word in (string[])["website", "cors", "replication", "logging", "object-lock", "analytics", "acl"])
        {
            Assert.Equal("NotImplemented", _client.Fail("PUT", "/artifacts", 501, word, "<x/>"));
        }

        Assert.Equal("NotImplemented", _client.Fail("POST", "/artifacts/k", 501, "restore"));
        Assert.Equal("NotImplemented", _client.Fail("PUT", "/artifacts/k", 501, "", "", ("x-amz-server-side-encryption-customer-algorithm", "AES256")));
        Assert.Equal("NotImplemented", _client.Fail("PUT", "/artifacts/k", 501, "", "", ("x-amz-storage-class", "GLACIER")));
        Assert.Equal("AccessControlListNotSupported", _client.Fail("PUT", "/artifacts/k", 400, "", "", ("x-amz-acl", "public-read")));
        Assert.Equal("MethodNotAllowed", _client.Fail("PATCH", "/artifacts/k", 405));
    }

    [Fact]
    public void The_bucket_of_CDKs_assets_is_there_without_being_made()
    {
        _client.Call("HEAD", "/cdk-hnb659fds-assets-123456789012-eu-west-1", 200);
        Assert.Contains(">eu-west-1<", _client.Call("GET", "/cdk-hnb659fds-assets-123456789012-eu-west-1", 200, "location"), StringComparison.Ordinal);
        Assert.Equal("NoSuchBucket", _client.Fail("GET", "/cdk-hnb659fds-assets-999999999999-us-east-1", 404));
        Assert.Equal("NoSuchBucket", _client.Fail("DELETE", "/cdk-other-assets-123456789012-us-east-1", 404));
    }

    [Fact]
    public void A_disk_that_fails_is_the_servers_fault()
    {
        _client.Call("PUT", "/artifacts", 200);
        Directory.Delete(Path.Combine(_client.Folder, "buckets", "artifacts"), recursive: true);
        File.WriteAllText(Path.Combine(_client.Folder, "buckets", "artifacts"), "in the way");
        var answer = _client.Send("PUT", "/artifacts/k", "", "x"u8.ToArray(), null);
        Assert.Equal(500, answer.Status);
        Assert.Contains("<Code>InternalError</Code>", answer.Text, StringComparison.Ordinal);
        Assert.Equal("NoSuchKey", _client.Fail("GET", "/artifacts/k", 404));
    }

    [Theory]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKID/20260102/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=00", "", true)]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKID/20260102/us-east-1/apigateway/aws4_request, SignedHeaders=host, Signature=00", "", false)]
    [InlineData(null, "X-Amz-Credential=AKID%2F20260102%2Fus-east-1%2Fs3%2Faws4_request", true)]
    [InlineData(null, "X-Amz-Credential=AKID%2F20260102%2Fus-east-1%2Flambda%2Faws4_request", false)]
    [InlineData(null, "AWSAccessKeyId=test&Signature=x&Expires=1", true)]
    [InlineData(null, "", false)]
    public void A_signature_says_that_S3_is_meant(string? authorization, string query, bool isMeant) => Assert.Equal(isMeant, S3Endpoint.IsMeant(authorization, query));

    [Fact]
    public void A_signature_of_the_version_before_is_refused_by_name()
    {
        var answer = _client.SendRaw(new SignedRequest { Method = "GET", Path = "/artifacts/k", Query = "AWSAccessKeyId=AKID&Signature=x&Expires=1", Headers = [] }, []);
        Assert.Equal(400, answer.Status);
        Assert.Contains("Please use AWS4-HMAC-SHA256", Encoding.UTF8.GetString(answer.Body), StringComparison.Ordinal);
    }
}
