// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Dispatch.LambdaEvents;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests.Dispatch.LambdaEvents;

public sealed class LambdaUriTests
{
    private const string Function = "arn:aws:lambda:us-east-1:123456789012:function:pets";
    private const string Invocation = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/" + Function + "/invocations";

    [Theory]
    [InlineData("Rest", Invocation, true)]
    [InlineData("Http", Invocation, true)]
    [InlineData("Http", Function, true)]
    [InlineData("Rest", Function, false)]
    [InlineData("Rest", "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions//invocations", false)]
    [InlineData("Rest", "arn:aws:apigateway:us-east-1:sqs:path/queue", false)]
    [InlineData("Rest", "http://example.com/", false)]
    [InlineData("Rest", null, false)]
    public void Means_a_function_or_says_how_it_would(string kind, string? text, bool isOne)
    {
        var name = LambdaUri.Read(text, Sample.Compilation(Enum.Parse<ApiKind>(kind), []), out var error);
        Assert.Equal(isOne, name is not null);
        Assert.Equal(isOne, error.Length == 0);
    }
}
