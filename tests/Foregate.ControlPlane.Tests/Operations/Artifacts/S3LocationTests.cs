// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.Artifacts;

namespace Foregate.ControlPlane.Tests.Operations.Artifacts;

public sealed class S3LocationTests
{
    [Theory]
    [InlineData("s3://b/k/l", "b", "k/l")]
    [InlineData("https://s3.amazonaws.com/b/k", "b", "k")]
    [InlineData("https://s3.eu-west-1.amazonaws.com/b/k%20l", "b", "k l")]
    [InlineData("https://s3-eu-west-1.amazonaws.com/b/k", "b", "k")]
    [InlineData("https://s3.dualstack.eu-west-1.amazonaws.com/b/k", "b", "k")]
    [InlineData("https://s3.cn-north-1.amazonaws.com.cn/b/k", "b", "k")]
    [InlineData("https://b.s3.amazonaws.com/k", "b", "k")]
    [InlineData("https://a.b.s3.us-east-1.amazonaws.com/k/l", "a.b", "k/l")]
    [InlineData("https://b.s3-us-west-2.amazonaws.com/k", "b", "k")]
    [InlineData("http://localhost:4566/b/k", "b", "k")]
    [InlineData("http://127.0.0.1:4566/b/k", "b", "k")]
    [InlineData("http://b.localhost:4566/k", "b", "k")]
    [InlineData("http://b.s3.localhost:4566/k", "b", "k")]
    [InlineData("http://s3.localhost:4566/b/k", "b", "k")]
    [InlineData("http://b.s3.us-east-1.localhost:4566/k", "b", "k")]
    public void Every_form_says_bucket_and_key(string url, string bucket, string key) =>
        Assert.Equal(new S3Location(bucket, key), S3Location.Parse(url, "localhost", "127.0.0.1"));

    [Theory]
    [InlineData("https://example.com/b/k")]
    [InlineData("https://amazonaws.com/b/k")]
    [InlineData("https://sqs.us-east-1.amazonaws.com/b/k")]
    [InlineData("https://s3.amazonaws.com/b")]
    [InlineData("https://b.s3.amazonaws.com/")]
    [InlineData("s3://b")]
    [InlineData("s3:///k")]
    [InlineData("ftp://s3.amazonaws.com/b/k")]
    [InlineData("b/k")]
    [InlineData("http://evil-localhost/b/k")]
    public void What_is_no_object_of_S3_is_none(string url) => Assert.Null(S3Location.Parse(url, "localhost"));

    [Fact]
    public void A_version_may_be_said() =>
        Assert.Equal(new S3Location("b", "k", "v 1"), S3Location.Parse("https://b.s3.amazonaws.com/k?versionId=v%201"));
}
