// SPDX-License-Identifier: Apache-2.0

using Deployments = Foregate.ControlPlane.Tests.CloudFormation.Stacks.Deployments;
using Foregate.ControlPlane.Operations.ApiGatewayV2;

namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Http;

public sealed class ModelV2ResourceTests
{
    private static readonly Lifecycle s_life = new(
        """
        Resources:
          W: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: w, ProtocolType: WEBSOCKET, RouteSelectionExpression: $request.body.action}}
          Other: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: o, ProtocolType: WEBSOCKET, RouteSelectionExpression: $request.body.action}}
          It: {Type: AWS::ApiGatewayV2::Model, Properties: PROPERTIES}
        """,
        """ApiId: !Ref W, Name: m, Schema: {type: object}""");

    [Fact]
    public void Each_property_changes_in_place_and_goes_back() => s_life.Changes(
        """Name: n""",
        """Schema: {type: array}""",
        """Schema: '{"type": "string"}'""",
        """ContentType: application/json""",
        """Description: d""");

    [Fact]
    public void Another_takes_its_place_where_CloudFormation_says_so() => s_life.Replaces("""ApiId: !Ref Other""");

    [Fact]
    public void Its_end_leaves_nothing_and_a_call_is_seen() => s_life.Ends(static account => Models.UpdateModel(account, account.Stacks["shop"].Resources["W"].PhysicalId, Lifecycle.It(account).PhysicalId, new Models.UpdateModelRequest { Description = "else" }, Deployments.Operations).Account!);
}
