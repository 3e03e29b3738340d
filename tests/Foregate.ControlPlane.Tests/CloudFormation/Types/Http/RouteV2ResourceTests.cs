// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Deployments = Foregate.ControlPlane.Tests.CloudFormation.Stacks.Deployments;

namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Http;

public sealed class RouteV2ResourceTests
{
    private static readonly Lifecycle s_life = new(
        """
        Resources:
          H: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: h, ProtocolType: HTTP}}
          Other: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: o, ProtocolType: HTTP}}
          I: {Type: AWS::ApiGatewayV2::Integration, Properties: {ApiId: !Ref H, IntegrationType: HTTP_PROXY, IntegrationMethod: GET, IntegrationUri: "http://127.0.0.1:9000"}}
          J: {Type: AWS::ApiGatewayV2::Authorizer, Properties: {ApiId: !Ref H, Name: j, AuthorizerType: JWT, IdentitySource: [$request.header.Authorization], JwtConfiguration: {Issuer: "https://a.example", Audience: [x]}}}
          It: {Type: AWS::ApiGatewayV2::Route, Properties: PROPERTIES}
        """,
        """ApiId: !Ref H, RouteKey: GET /a""");

    [Fact]
    public void Each_property_changes_in_place_and_goes_back() => s_life.Changes(
        """RouteKey: GET /b""",
        """Target: !Sub "integrations/${I}" """,
        """OperationName: o""",
        """AuthorizationType: AWS_IAM""",
        """AuthorizerId: !Ref J, AuthorizationType: JWT, AuthorizationScopes: [s]""");

    [Fact]
    public void Another_takes_its_place_where_CloudFormation_says_so() => s_life.Replaces("""ApiId: !Ref Other""");

    [Fact]
    public void Its_end_leaves_nothing_and_a_call_is_seen() => s_life.Ends(static account => Routes.UpdateRoute(account, account.Stacks["shop"].Resources["H"].PhysicalId, Lifecycle.It(account).PhysicalId, new Routes.UpdateRouteRequest { OperationName = "else" }, Deployments.Operations).Account!);

    [Fact]
    public void What_only_connections_have_changes_in_place_too()
    {
        var life = new Lifecycle(
            """
            Resources:
              W: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: w, ProtocolType: WEBSOCKET, RouteSelectionExpression: $request.body.action}}
              M: {Type: AWS::ApiGatewayV2::Model, Properties: {ApiId: !Ref W, Name: m, Schema: {type: object}}}
              It: {Type: AWS::ApiGatewayV2::Route, DependsOn: M, Properties: PROPERTIES}
            """,
            "ApiId: !Ref W, RouteKey: $connect");
        life.Changes("ApiKeyRequired: true", "ModelSelectionExpression: $request.body.x", "RequestModels: {a: m}", "RequestParameters: {route.request.querystring.q: {Required: true}}", "RouteResponseSelectionExpression: $default");
    }
}
