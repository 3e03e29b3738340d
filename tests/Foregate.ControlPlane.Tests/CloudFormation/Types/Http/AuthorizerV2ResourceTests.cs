// SPDX-License-Identifier: Apache-2.0

using Deployments = Foregate.ControlPlane.Tests.CloudFormation.Stacks.Deployments;
using Foregate.ControlPlane.Operations.ApiGatewayV2;

namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Http;

public sealed class AuthorizerV2ResourceTests
{
    private static readonly Lifecycle s_life = new(
        """
        Resources:
          H: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: h, ProtocolType: HTTP}}
          Other: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: o, ProtocolType: HTTP}}
          It: {Type: AWS::ApiGatewayV2::Authorizer, Properties: PROPERTIES}
        """,
        """ApiId: !Ref H, Name: n, AuthorizerType: JWT, IdentitySource: [$request.header.Authorization], JwtConfiguration: {Issuer: https://a.example}""");

    [Fact]
    public void Each_property_changes_in_place_and_goes_back() => s_life.Changes(
        """Name: m""",
        """IdentitySource: [$request.querystring.t]""",
        """JwtConfiguration: {Issuer: "https://b.example", Audience: [x]}""");

    [Fact]
    public void Another_takes_its_place_where_CloudFormation_says_so() => s_life.Replaces("""ApiId: !Ref Other""");

    [Fact]
    public void Its_end_leaves_nothing_and_a_call_is_seen() => s_life.Ends(static account => Authorizers.UpdateAuthorizer(account, account.Stacks["shop"].Resources["H"].PhysicalId, Lifecycle.It(account).PhysicalId, new Authorizers.UpdateAuthorizerRequest { Name = "else" }, Deployments.Operations).Account!);

    [Fact]
    public void What_a_function_decides_changes_in_place_too()
    {
        var life = new Lifecycle(
            """
            Resources:
              H: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: h, ProtocolType: HTTP}}
              It: {Type: AWS::ApiGatewayV2::Authorizer, Properties: PROPERTIES}
            """,
            """ApiId: !Ref H, Name: n, AuthorizerType: REQUEST, AuthorizerPayloadFormatVersion: "2.0", AuthorizerUri: "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:a/invocations" """);
        life.Changes(
            "AuthorizerCredentialsArn: arn:aws:iam::000000000000:role/r",
            """AuthorizerPayloadFormatVersion: "1.0" """,
            "IdentitySource: [$request.header.A], AuthorizerResultTtlInSeconds: 60",
            "EnableSimpleResponses: true",
            "IdentityValidationExpression: x",
            """AuthorizerUri: "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:b/invocations" """);
    }
}
