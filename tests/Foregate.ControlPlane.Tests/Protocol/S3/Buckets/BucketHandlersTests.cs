// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.S3.Buckets;

public sealed class BucketHandlersTests : IDisposable
{
    private readonly S3Client _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void A_bucket_is_in_a_region()
    {
        _client.Call("PUT", "/first", 200);
        _client.Call("PUT", "/first", 200);
        Assert.DoesNotContain("us-east-1", _client.Call("GET", "/first", 200, "location"), StringComparison.Ordinal);
        Assert.Equal("us-east-1", _client.Send("HEAD", "/first", "", [], null).Header("x-amz-bucket-region"));
        Assert.Equal("InvalidLocationConstraint", _client.Fail("PUT", "/second", 400, "", Location("us-east-1")));
        _client.Region = "eu-west-1";
        Assert.Equal("IllegalLocationConstraintException", _client.Fail("PUT", "/second", 400));
        Assert.Equal("IllegalLocationConstraintException", _client.Fail("PUT", "/second", 400, "", Location("us-west-2")));
        _client.Call("PUT", "/second", 200, "", Location("eu-west-1"));
        Assert.Contains(">eu-west-1<", _client.Call("GET", "/second", 200, "location"), StringComparison.Ordinal);
        Assert.Equal("BucketAlreadyOwnedByYou", _client.Fail("PUT", "/second", 409, "", Location("eu-west-1")));
        Assert.Equal(["first", "second"], S3Client.Texts(_client.Call("GET", "/", 200), "Buckets/Bucket/Name"));
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("Upper")]
    [InlineData("-a-")]
    [InlineData("a..b")]
    [InlineData("127.0.0.1")]
    [InlineData("under_score")]
    public void A_name_that_is_none_is_refused(string name) => Assert.Equal("InvalidBucketName", _client.Fail("PUT", "/" + name, 400));

    [Fact]
    public void Lists_of_buckets_have_pages()
    {
        _client.Call("PUT", "/first", 200);
        _client.Call("PUT", "/second", 200);
        var page = _client.Call("GET", "/", 200, "max-buckets=1");
        Assert.Equal(["first"], S3Client.Texts(page, "Buckets/Bucket/Name"));
        var token = Uri.EscapeDataString(S3Client.Texts(page, "ContinuationToken").Single());
        Assert.Equal(["second"], S3Client.Texts(_client.Call("GET", "/", 200, $"continuation-token={token}&max-buckets=1"), "Buckets/Bucket/Name"));
    }

    private static string Location(string region) => $"<CreateBucketConfiguration><LocationConstraint>{region}</LocationConstraint></CreateBucketConfiguration>";
}
