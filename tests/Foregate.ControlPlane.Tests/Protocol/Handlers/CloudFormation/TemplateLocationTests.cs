// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.Artifacts;
using Foregate.ControlPlane.Protocol.Handlers.CloudFormation;

namespace Foregate.ControlPlane.Tests.Protocol.Handlers.CloudFormation;

public sealed class TemplateLocationTests
{
    [Theory]
    [InlineData("https://bucket.s3.eu-west-1.amazonaws.com/a/b.json", "bucket", "a/b.json", null)]
    [InlineData("https://my.bucket.s3.amazonaws.com/a%20b", "my.bucket", "a b", null)]
    [InlineData("https://s3.amazonaws.com/bucket/a/b?versionId=3", "bucket", "a/b", "3")]
    [InlineData("https://s3-eu-west-1.amazonaws.com/bucket/k", "bucket", "k", null)]
    [InlineData("http://127.0.0.1:4566/bucket/k", "bucket", "k", null)]
    [InlineData("http://bucket.s3.localhost:4566/k", "bucket", "k", null)]
    [InlineData("s3://bucket/k", "bucket", "k", null)]
    public void Finds_bucket_and_key(string url, string bucket, string key, string? version) => Assert.Equal(new S3Location(bucket, key, version), TemplateLocation.Parse(url));

    [Theory]
    [InlineData("template.yaml")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://bucket.s3.amazonaws.com/")]
    [InlineData("https://s3.amazonaws.com/bucket")]
    public void What_is_no_object_has_none(string url) => Assert.Null(TemplateLocation.Parse(url));
}
