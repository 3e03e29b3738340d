// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.DomainNames;
using Foregate.ControlPlane.Tests.CloudFormation.Stacks;

namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Http;

public sealed class ApiMappingV2ResourceTests
{
    private static readonly Lifecycle s_life = new(
        """
        Resources:
          H: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: h, ProtocolType: HTTP}}
          Other: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: o, ProtocolType: HTTP}}
          S: {Type: AWS::ApiGatewayV2::Stage, Properties: {ApiId: !Ref H, StageName: s}}
          T: {Type: AWS::ApiGatewayV2::Stage, Properties: {ApiId: !Ref Other, StageName: s}}
          U: {Type: AWS::ApiGatewayV2::Stage, Properties: {ApiId: !Ref H, StageName: u}}
          D: {Type: AWS::ApiGatewayV2::DomainName, Properties: {DomainName: a.example.com, DomainNameConfigurations: [{CertificateArn: "arn:aws:acm:us-east-1:000000000000:certificate/c", EndpointType: REGIONAL}]}}
          E: {Type: AWS::ApiGatewayV2::DomainName, Properties: {DomainName: b.example.com, DomainNameConfigurations: [{CertificateArn: "arn:aws:acm:us-east-1:000000000000:certificate/c", EndpointType: REGIONAL}]}}
          It: {Type: AWS::ApiGatewayV2::ApiMapping, DependsOn: [S, T, U], Properties: PROPERTIES}
        """,
        """ApiId: !Ref H, DomainName: !Ref D, Stage: s""");

    [Fact]
    public void Each_property_changes_in_place_and_goes_back() => s_life.Changes(
        """ApiId: !Ref Other""",
        """Stage: u""",
        """ApiMappingKey: a/b""");

    [Fact]
    public void Another_takes_its_place_where_CloudFormation_says_so() => s_life.Replaces("""DomainName: !Ref E""");

    [Fact]
    public void Its_end_leaves_nothing_and_a_call_is_seen() => s_life.Ends(static account => Mappings.UpdateApiMapping(account, "a.example.com", Lifecycle.It(account).PhysicalId, null, null, "else", Deployments.Operations).Account!);
}
