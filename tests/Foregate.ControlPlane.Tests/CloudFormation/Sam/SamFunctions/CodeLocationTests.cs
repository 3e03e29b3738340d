// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamFunctions;

public sealed class CodeLocationTests
{
    [Theory]
    [InlineData("s3://bucket/a/b.zip", """{"S3Bucket": "bucket", "S3Key": "a/b.zip"}""")]
    [InlineData("s3://bucket/key?versionId=v1", """{"S3Bucket": "bucket", "S3Key": "key", "S3ObjectVersion": "v1"}""")]
    [InlineData("{Bucket: !Ref B, Key: k, Version: v}", """{"S3Bucket": {"Ref": "B"}, "S3Key": "k", "S3ObjectVersion": "v"}""")]
    [InlineData("./src", "\"./src\"")]
    public void Code_lies_in_S3_or_beside_the_template(string uri, string code) =>
        ApiTemplates.Same(code, ApiTemplates.Properties(Template(uri), "F")["Code"]);

    [Theory]
    [InlineData("{Bucket: b}", "'CodeUri' requires Bucket and Key properties to be specified.")]
    [InlineData("https://example.com/x.zip", "'CodeUri' is not a valid S3 Uri of the form 's3://bucket/key' with optional versionId query parameter.")]
    [InlineData("s3://bucket", "'CodeUri' is not a valid S3 Uri of the form 's3://bucket/key' with optional versionId query parameter.")]
    [InlineData("\"{{resolve:ssm:/code/uri:1}}\"", "Unsupported dynamic reference detected in 'CodeUri'.")]
    [InlineData("[a]", "'CodeUri' must be of type dict or string.")]
    public void Refuses_what_is_no_place(string uri, string cause) => Assert.EndsWith(cause, ApiTemplates.Fault(Template(uri)).Cause, StringComparison.Ordinal);

    private static string Template(string uri) => FunctionTemplates.Of().Replace("s3://bucket/key", uri, StringComparison.Ordinal);
}
