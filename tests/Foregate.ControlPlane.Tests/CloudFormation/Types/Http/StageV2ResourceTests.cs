// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Deployments = Foregate.ControlPlane.Tests.CloudFormation.Stacks.Deployments;

namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Http;

public sealed class StageV2ResourceTests
{
    private static readonly Lifecycle s_life = new(
        """
        Resources:
          W: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: w, ProtocolType: WEBSOCKET, RouteSelectionExpression: $request.body.action}}
          Other: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: o, ProtocolType: WEBSOCKET, RouteSelectionExpression: $request.body.action}}
          It: {Type: AWS::ApiGatewayV2::Stage, Properties: PROPERTIES}
        """,
        """ApiId: !Ref W, StageName: s""");

    [Fact]
    public void Each_property_changes_in_place_and_goes_back() => s_life.Changes(
        """Description: d""",
        """AutoDeploy: true""",
        """StageVariables: {a: b}""",
        """DefaultRouteSettings: {ThrottlingRateLimit: 5}""",
        """AccessLogSettings: {Format: $context.requestId, DestinationArn: arn:x}""",
        """Tags: {k: v}""");

    [Fact]
    public void Another_takes_its_place_where_CloudFormation_says_so() => s_life.Replaces("""ApiId: !Ref Other""", """StageName: t""");

    [Fact]
    public void Its_end_leaves_nothing_and_a_call_is_seen() => s_life.Ends(static account => Stages.UpdateStage(account, account.Stacks["shop"].Resources["W"].PhysicalId, "s", new Stages.UpdateStageRequest { Description = "else" }, Deployments.Operations).Account!);

    [Fact]
    public void Settings_of_routes_go_with_their_property()
    {
        var life = new Lifecycle(
            """
            Resources:
              W: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: w, ProtocolType: WEBSOCKET, RouteSelectionExpression: $request.body.action}}
              R: {Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: !Ref W, RouteKey: hello}}
              It: {Type: AWS::ApiGatewayV2::Stage, DependsOn: R, Properties: PROPERTIES}
            """,
            "ApiId: !Ref W, StageName: s");
        life.Changes("RouteSettings: {hello: {LoggingLevel: INFO, DataTraceEnabled: true, DetailedMetricsEnabled: true, ThrottlingBurstLimit: 3}}");
    }
}
