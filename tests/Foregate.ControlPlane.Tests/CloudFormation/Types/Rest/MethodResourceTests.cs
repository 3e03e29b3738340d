// SPDX-License-Identifier: Apache-2.0

using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Rest;

public sealed class MethodResourceTests
{
    private const string Text = """
        Resources:
          A: {Type: AWS::ApiGateway::RestApi, Properties: {Name: a}}
          M:
            Type: AWS::ApiGateway::Method
            Properties:
              RestApiId: !Ref A
              ResourceId: !GetAtt A.RootResourceId
              HttpMethod: GET
              AuthorizationType: NONE
              Integration:
                Type: AWS_PROXY
                IntegrationHttpMethod: POST
                ContentHandling: CONVERT_TO_TEXT
                Uri: arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/f/invocations
        """;

    [Fact]
    public void Integrations_with_functions_take_content_handling_and_others_do_not()
    {
        var api = Assert.Single(Templates.Account(Text).RestApis).Value;
        Assert.Equal(ContentHandling.ConvertToText, Assert.Single(api.Resources).Value.ResourceMethods["GET"].MethodIntegration!.ContentHandling);
        Assert.Contains(
            Templates.Of(Text.Replace("AWS_PROXY", "MOCK", StringComparison.Ordinal)).Faults,
            fault => fault.Cause == "Foregate cannot do this yet: conversions between text and binary (contentHandling).");
        Assert.Contains(
            Templates.Of(Text.Replace("CONVERT_TO_TEXT", "CONVERT", StringComparison.Ordinal)).Faults, fault => fault.Cause == "ContentHandling cannot be \"CONVERT\" here.");
    }
}
