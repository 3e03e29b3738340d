// SPDX-License-Identifier: Apache-2.0

using Deployments = Foregate.ControlPlane.Tests.CloudFormation.Stacks.Deployments;
using Foregate.ControlPlane.Operations.ApiGatewayV2;

namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Http;

public sealed class RouteResponseV2ResourceTests
{
    private static readonly Lifecycle s_life = new(
        """
        Resources:
          W: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: w, ProtocolType: WEBSOCKET, RouteSelectionExpression: $request.body.action}}
          Other: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: o, ProtocolType: WEBSOCKET, RouteSelectionExpression: $request.body.action}}
          M: {Type: AWS::ApiGatewayV2::Model, Properties: {ApiId: !Ref W, Name: m, Schema: {type: object}}}
          R: {Type: AWS::ApiGatewayV2::Route, DependsOn: M, Properties: {ApiId: !Ref W, RouteKey: a}}
          S: {Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: !Ref W, RouteKey: b}}
          It: {Type: AWS::ApiGatewayV2::RouteResponse, Properties: PROPERTIES}
        """,
        """ApiId: !Ref W, RouteId: !Ref R, RouteResponseKey: $default""");

    [Fact]
    public void Each_property_changes_in_place_and_goes_back() => s_life.Changes(
        """ModelSelectionExpression: x""",
        """ResponseModels: {a: m}""",
        """ResponseParameters: {route.response.header.h: {Required: true}}""");

    [Fact]
    public void Another_takes_its_place_where_CloudFormation_says_so() => s_life.Replaces("""RouteId: !Ref S""");

    [Fact]
    public void Its_end_leaves_nothing_and_a_call_is_seen() => s_life.Ends(static account => RouteResponses.UpdateRouteResponse(account, account.Stacks["shop"].Resources["W"].PhysicalId, account.Stacks["shop"].Resources["R"].PhysicalId, Lifecycle.It(account).PhysicalId, new RouteResponses.UpdateRouteResponseRequest { ModelSelectionExpression = "else" }, Deployments.Operations).Account!);
}
