// SPDX-License-Identifier: Apache-2.0

using Deployments = Foregate.ControlPlane.Operations.ApiGatewayV2.Deployments;

namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Http;

public sealed class DeploymentV2ResourceTests
{
    private static readonly Lifecycle s_life = new(
        """
        Resources:
          H: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: h, ProtocolType: HTTP}}
          Other: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: o, ProtocolType: HTTP}}
          It: {Type: AWS::ApiGatewayV2::Deployment, Properties: PROPERTIES}
        """,
        """ApiId: !Ref H""");

    [Fact]
    public void Each_property_changes_in_place_and_goes_back() => s_life.Changes(
        """Description: d""");

    [Fact]
    public void Another_takes_its_place_where_CloudFormation_says_so() => s_life.Replaces("""ApiId: !Ref Other""");

    [Fact]
    public void Its_end_leaves_nothing_and_a_call_is_seen() => s_life.Ends(static account => Deployments.UpdateDeployment(account, account.Stacks["shop"].Resources["H"].PhysicalId, Lifecycle.It(account).PhysicalId, "else").Account!);

    [Fact]
    public void Another_stage_is_sent_to_what_it_froze()
    {
        const string template = """
            Resources:
              H: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: h, ProtocolType: HTTP}}
              S: {Type: AWS::ApiGatewayV2::Stage, Properties: {ApiId: !Ref H, StageName: s}}
              It: {Type: AWS::ApiGatewayV2::Deployment, DependsOn: S, Properties: PROPERTIES}
            """;
        var account = new Lifecycle(template, "ApiId: !Ref H").Made();
        account = new Lifecycle(template, "ApiId: !Ref H, StageName: s").Deploy(account, "ApiId: !Ref H, StageName: s").Account!;
        Assert.Equal(Lifecycle.It(account).PhysicalId, account.Apis.Values.Single().Stages["s"].DeploymentId);
    }
}
