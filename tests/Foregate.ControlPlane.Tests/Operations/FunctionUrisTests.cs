// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations;

namespace Foregate.ControlPlane.Tests.Operations;

public sealed class FunctionUrisTests
{
    private const string Function = "arn:aws:lambda:us-east-1:123456789012:function:pets";
    private const string OnlyFunctions = "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.";

    // The first five as recorded on AWS.
    [Theory]
    [InlineData(Function, "AWS ARN for integration must contain path or action")]
    [InlineData("bad-arn:lambda:path/2015-03-31/functions/" + Function + "/invocations", "Invalid ARN specified in the request")]
    [InlineData("arn:aws:apigateway:us-east-1:lambda:test/2015-03-31/functions/" + Function + "/invocations", "AWS ARN for integration must contain path or action")]
    [InlineData("arn:aws:apigateway:us-east-1:firehose:path/2015-03-31/functions/" + Function + "/invocations", OnlyFunctions)]
    [InlineData("arn:aws:apigateway:us-east-1:lambda:path/random/value/" + Function + "/invocations", OnlyFunctions)]
    [InlineData("arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/" + Function + "/invocations", null)]
    [InlineData("arn:aws-cn:apigateway:cn-north-1:lambda:path/2015-03-31/functions/pets/invocations", null)]
    [InlineData("arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${stageVariables.fn}/invocations", null)]
    [InlineData("arn:aws:apigateway:us-east-1:lambda:path/2021-11-15/functions/" + Function + "/response-streaming-invocations", null)]
    [InlineData("arn:aws:apigateway:us-east-1:firehose:action/PutRecord", "Foregate cannot do this yet: integrations with Firehose streams.")]
    [InlineData("arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions//invocations", OnlyFunctions)]
    [InlineData("http://127.0.0.1", "Invalid ARN specified in the request")]
    [InlineData(null, "Invalid ARN specified in the request")]
    public void An_invocation_is_named_as_AWS_asks(string? uri, string? error) => Assert.Equal(error, FunctionUris.CheckInvocation(uri)?.Message);

    [Fact]
    public void A_proxy_streams_answers_and_feeds_streams()
    {
        Assert.Null(FunctionUris.CheckProxy("arn:aws:apigateway:us-east-1:lambda:path/2021-11-15/functions/" + Function + "/response-streaming-invocations"));
        Assert.Null(FunctionUris.CheckProxy("arn:aws:apigateway:us-east-1:firehose:action/PutRecord"));
        Assert.Equal(OnlyFunctions, FunctionUris.CheckProxy("arn:aws:apigateway:us-east-1:s3:path/b/k")!.Message);
        Assert.Null(FunctionUris.CheckService("arn:aws:apigateway:us-east-1:s3:path/b/k"));
        Assert.True(FunctionUris.IsFunction("arn:aws:apigateway:us-east-1:lambda:path/x"));
    }

    [Theory]
    [InlineData(Function, true)]
    [InlineData(Function + ":live", true)]
    [InlineData("arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/" + Function + "/invocations", true)]
    [InlineData("arn:aws:apigateway:us-east-1:lambda:path/2021-11-15/functions/" + Function + "/response-streaming-invocations", false)]
    [InlineData("pets", false)]
    public void HTTP_APIs_take_the_function_itself(string uri, bool taken) => Assert.Equal(taken, FunctionUris.CheckFunction(uri) is null);
}
