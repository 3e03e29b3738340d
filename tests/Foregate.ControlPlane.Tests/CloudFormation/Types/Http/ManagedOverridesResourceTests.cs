// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Tests.CloudFormation.Stacks;
using Deployments = Foregate.ControlPlane.Tests.CloudFormation.Stacks.Deployments;
using Foregate.ControlPlane.Operations.ApiGatewayV2;

namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Http;

public sealed class ManagedOverridesResourceTests
{
    private static readonly Lifecycle s_life = new(
        """
        Resources:
          H: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: h, ProtocolType: HTTP, Target: "http://127.0.0.1:9000"}}
          It: {Type: AWS::ApiGatewayV2::ApiGatewayManagedOverrides, Properties: PROPERTIES}
        """,
        "ApiId: !Ref H");

    [Fact]
    public void Each_property_changes_in_place_and_goes_back() => s_life.Changes(
        "Integration: {Description: d, IntegrationMethod: GET, TimeoutInMillis: 1000}",
        "Route: {OperationName: o, AuthorizationType: AWS_IAM}",
        "Stage: {Description: d, StageVariables: {a: b}, AutoDeploy: false, DefaultRouteSettings: {ThrottlingRateLimit: 1}, RouteSettings: {$default: {ThrottlingBurstLimit: 2}}, AccessLogSettings: {Format: $context.requestId}}");

    [Fact]
    public void Its_end_leaves_nothing_and_a_call_is_seen() => s_life.Ends(static account => Stages.UpdateStage(
        account, account.Apis.Keys.Single(), "$default", new Stages.UpdateStageRequest { Description = "else" }, Deployments.Operations).Account!);

    [Fact]
    public void Without_it_all_is_as_quick_create_made_it()
    {
        const string api = "Resources: {H: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: h, ProtocolType: HTTP, Target: 'http://127.0.0.1:9000'}}";
        var plain = Deployments.Empty.Deployed(api + "}");
        var changed = plain.Deployed(api + ", It: {Type: AWS::ApiGatewayV2::ApiGatewayManagedOverrides, Properties: {ApiId: !Ref H, Integration: {TimeoutInMillis: 1000}, Stage: {Description: d}}}}");
        Assert.Equal((1000, "d"), (changed.Apis.Values.Single().Integrations.Values.Single().TimeoutInMillis, changed.Apis.Values.Single().Stages.Values.Single().Description));
        var back = changed.Deployed(api + "}").Apis.Values.Single();
        Assert.Equal((30_000, null), (back.Integrations.Values.Single().TimeoutInMillis, back.Stages.Values.Single().Description));
    }

    [Fact]
    public void An_api_without_a_target_has_nothing_to_override()
    {
        var outcome = Deployments.Empty.Deploy("Resources: {H: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: h, ProtocolType: HTTP}}, It: {Type: AWS::ApiGatewayV2::ApiGatewayManagedOverrides, Properties: {ApiId: !Ref H}}}");
        Assert.EndsWith("has nothing that quick create made. [#/Resources/It/Properties/ApiId]", Assert.Single(outcome.Lines()), StringComparison.Ordinal);
    }
}
