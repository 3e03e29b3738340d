// SPDX-License-Identifier: Apache-2.0

using Deployments = Foregate.ControlPlane.Tests.CloudFormation.Stacks.Deployments;
using Foregate.ControlPlane.Operations.ApiGatewayV2;

namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Http;

public sealed class IntegrationResponseV2ResourceTests
{
    private static readonly Lifecycle s_life = new(
        """
        Resources:
          W: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: w, ProtocolType: WEBSOCKET, RouteSelectionExpression: $request.body.action}}
          Other: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: o, ProtocolType: WEBSOCKET, RouteSelectionExpression: $request.body.action}}
          I: {Type: AWS::ApiGatewayV2::Integration, Properties: {ApiId: !Ref W, IntegrationType: MOCK}}
          J: {Type: AWS::ApiGatewayV2::Integration, Properties: {ApiId: !Ref W, IntegrationType: MOCK}}
          It: {Type: AWS::ApiGatewayV2::IntegrationResponse, Properties: PROPERTIES}
        """,
        """ApiId: !Ref W, IntegrationId: !Ref I, IntegrationResponseKey: $default""");

    [Fact]
    public void Each_property_changes_in_place_and_goes_back() => s_life.Changes(
        """IntegrationResponseKey: /200/""",
        """ContentHandlingStrategy: CONVERT_TO_TEXT""",
        """ResponseParameters: {a: b}""",
        """ResponseTemplates: {"200": "{}"}""",
        """TemplateSelectionExpression: \\$default""");

    [Fact]
    public void Another_takes_its_place_where_CloudFormation_says_so() => s_life.Replaces("""IntegrationId: !Ref J""");

    [Fact]
    public void Its_end_leaves_nothing_and_a_call_is_seen() => s_life.Ends(static account => IntegrationResponses.UpdateIntegrationResponse(account, account.Stacks["shop"].Resources["W"].PhysicalId, account.Stacks["shop"].Resources["I"].PhysicalId, Lifecycle.It(account).PhysicalId, new IntegrationResponses.UpdateIntegrationResponseRequest { TemplateSelectionExpression = "else" }, Deployments.Operations).Account!);
}
