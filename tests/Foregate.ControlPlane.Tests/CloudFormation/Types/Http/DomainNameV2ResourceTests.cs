// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.DomainNames;
using Foregate.ControlPlane.Tests.CloudFormation.Stacks;

namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Http;

public sealed class DomainNameV2ResourceTests
{
    private static readonly Lifecycle s_life = new(
        """
        Resources:
          It: {Type: AWS::ApiGatewayV2::DomainName, Properties: PROPERTIES}
        """,
        """DomainName: a.example.com, DomainNameConfigurations: [{CertificateArn: "arn:aws:acm:us-east-1:000000000000:certificate/c", EndpointType: REGIONAL}]""");

    [Fact]
    public void Each_property_changes_in_place_and_goes_back() => s_life.Changes(
        """DomainNameConfigurations: [{CertificateArn: "arn:aws:acm:us-east-1:000000000000:certificate/d", CertificateName: n, EndpointType: REGIONAL, IpAddressType: dualstack, SecurityPolicy: TLS_1_0}]""",
        """MutualTlsAuthentication: {TruststoreUri: "s3://b/k", TruststoreVersion: v}""",
        """RoutingMode: ROUTING_RULE_ONLY""",
        """Tags: {k: v}""");

    [Fact]
    public void Another_takes_its_place_where_CloudFormation_says_so() => s_life.Replaces("""DomainName: b.example.com""");

    [Fact]
    public void Its_end_leaves_nothing_and_a_call_is_seen() => s_life.Ends(static account => Domains.UpdateDomainName(account, account.DomainNames["a.example.com"] with { SecurityPolicy = "TLS_1_0" }, Deployments.Operations).Account!);

    [Fact]
    public void Its_targets_can_be_referred_to()
    {
        var account = Deployments.Empty.Deployed(
            """
            Resources:
              D: {Type: AWS::ApiGatewayV2::DomainName, Properties: {DomainName: A.example.com, DomainNameConfigurations: [{CertificateArn: "arn:aws:acm:us-east-1:000000000000:certificate/c"}]}}
            Outputs:
              Ref: {Value: !Ref D}
              Zone: {Value: !GetAtt D.RegionalHostedZoneId}
              Arn: {Value: !GetAtt D.DomainNameArn}
            """);
        Assert.Equal(
            ["a.example.com", "Z1UJRXOUMOOFQ8", "arn:aws:apigateway:us-east-1::/domainnames/a.example.com"], account.Stacks["shop"].Outputs.Select(static output => output.Value));
    }
}
