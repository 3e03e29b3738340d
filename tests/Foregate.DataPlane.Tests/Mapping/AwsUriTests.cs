// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Tests.Mapping;

public sealed class AwsUriTests
{
    [Theory]
    [InlineData(IntegrationType.Aws, FunctionBehind.Uri, true)]
    [InlineData(IntegrationType.AwsProxy, FunctionBehind.Uri, false)]
    [InlineData(IntegrationType.Aws, "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${stageVariables.f}/invocations", true)]
    [InlineData(IntegrationType.Aws, "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/event-source-mappings", false)]
    [InlineData(IntegrationType.Aws, "arn:aws:apigateway:us-east-1:sqs:path/a", false)]
    [InlineData(IntegrationType.Aws, null, false)]
    public void Tells_functions_from_other_services(IntegrationType type, string? uri, bool isLambda) =>
        Assert.Equal(isLambda, AwsUri.IsLambda(new Integration { Type = type, Uri = uri }));
}
