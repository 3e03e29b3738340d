// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Upstream.AwsServices;

namespace Foregate.DataPlane.Tests.Upstream.AwsServices;

public sealed class AwsEndpointTests
{
    [Theory]
    [InlineData("sqs", "eu-west-1", "https://sqs.eu-west-1.amazonaws.com:443", "sqs.eu-west-1.amazonaws.com", "sqs")]
    [InlineData("bucket.s3", "us-east-1", "https://bucket.s3.us-east-1.amazonaws.com:443", "bucket.s3.us-east-1.amazonaws.com", "s3")]
    [InlineData("iam", "us-east-1", "https://iam.amazonaws.com:443", "iam.amazonaws.com", "iam")]
    [InlineData("email", "us-east-1", "https://email.us-east-1.amazonaws.com:443", "email.us-east-1.amazonaws.com", "ses")]
    [InlineData("abc.appsync-api", "us-east-1", "https://abc.appsync-api.us-east-1.amazonaws.com:443", "abc.appsync-api.us-east-1.amazonaws.com", "appsync")]
    [InlineData("bedrock-runtime", "us-east-1", "https://bedrock-runtime.us-east-1.amazonaws.com:443", "bedrock-runtime.us-east-1.amazonaws.com", "bedrock")]
    [InlineData("sns", "cn-north-1", "https://sns.cn-north-1.amazonaws.com.cn:443", "sns.cn-north-1.amazonaws.com.cn", "sns")]
    [InlineData("states", "us-east-1", "http://127.0.0.1:5000", "127.0.0.1:5000", "states")]
    [InlineData("abc.iotdata", "us-east-1", "http://127.0.0.1:5001", "abc.127.0.0.1:5001", "iotdata")]
    public void Is_where_Amazon_or_the_operator_says(string name, string region, string origin, string authority, string signed)
    {
        var options = new GatewayOptions { ServiceEndpoints = new Dictionary<string, Uri> { ["SFN"] = new("http://127.0.0.1:5000"), ["IOTDATA"] = new("http://127.0.0.1:5001") } };
        var service = AwsEndpoint.Find(name, region, options);
        Assert.Equal((origin, authority, signed), (service.Origin.ToString(), service.Authority, service.Name));
    }
}
