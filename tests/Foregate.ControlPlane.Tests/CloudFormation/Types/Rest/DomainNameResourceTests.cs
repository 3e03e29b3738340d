// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Rest;

public sealed class DomainNameResourceTests
{
    [Fact]
    public void Is_made_changed_replaced_and_deleted() => new TypeTable(
        "DomainName",
        "",
        ("CertificateArn", "\"arn:aws:acm:us-east-1:123456789012:certificate/a\"", "\"arn:aws:acm:us-east-1:123456789012:certificate/b\""),
        ("DomainName", "\"api.example.com\"", "\"api.example.org\""),
        ("EndpointAccessMode", "\"BASIC\"", "\"STRICT\""),
        ("EndpointConfiguration!", """{"Types": ["REGIONAL"]}""", """{"Types": ["REGIONAL"], "IpAddressType": "dualstack"}"""),
        ("MutualTlsAuthentication!", """{"TruststoreUri": "s3://b/k"}""", """{"TruststoreUri": "s3://b/k", "TruststoreVersion": "2"}"""),
        ("OwnershipVerificationCertificateArn", "\"arn:aws:acm:us-east-1:123456789012:certificate/a\"", "\"arn:aws:acm:us-east-1:123456789012:certificate/b\""),
        ("RegionalCertificateArn!", "\"arn:aws:acm:us-east-1:123456789012:certificate/a\"", "\"arn:aws:acm:us-east-1:123456789012:certificate/b\""),
        ("RoutingMode", "\"ROUTING_RULE_ONLY\"", "\"ROUTING_RULE_THEN_BASE_PATH_MAPPING\""),
        ("SecurityPolicy~", "\"TLS_1_2\"", ""),
        ("Tags", Given.Tags, Given.OtherTags)).Check();

    [Theory]
    [InlineData("REGIONAL", "RegionalCertificateArn", "RegionalDomainName", "RegionalHostedZoneId")]
    [InlineData("EDGE", "CertificateArn", "DistributionDomainName", "DistributionHostedZoneId")]
    public void Tells_where_dns_must_lead(string type, string certificate, string name, string zone)
    {
        var account = RestStacks.Make(RestStacks.Template("DomainName", "", $$""" "DomainName": "a.example.com", "{{certificate}}": "arn:aws:acm:us-east-1:123456789012:certificate/a", "EndpointConfiguration": {"Types": ["{{type}}"]} """));
        var resource = RestStacks.Resource(account);
        Assert.Equal("a.example.com", resource.PhysicalId);
        Assert.Equal(new[] { name, zone, "DomainNameArn" }.Order(StringComparer.Ordinal), resource.Attributes.Keys);
    }

    [Fact]
    public void A_private_one_is_of_another_type() => Assert.Equal(
        "#/Resources/X/Properties/EndpointConfiguration",
        Assert.Single(RestStacks.Try(OpenApi.Imports.Empty, """{"Resources": {"X": {"Type": "AWS::ApiGateway::DomainName", "Properties": {"DomainName": "a.example.com", "EndpointConfiguration": {"Types": ["PRIVATE"]}}}}}""").Faults).DocumentPath);
}
