// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Rest;

public sealed class PrivateDomainNameResourceTests
{
    [Fact]
    public void Is_made_changed_replaced_and_deleted() => new TypeTable(
        "DomainNameV2",
        "",
        ("CertificateArn!", "\"arn:aws:acm:us-east-1:123456789012:certificate/a\"", "\"arn:aws:acm:us-east-1:123456789012:certificate/b\""),
        ("DomainName", "\"api.example.com\"", "\"api.example.org\""),
        ("EndpointAccessMode", "\"BASIC\"", "\"STRICT\""),
        ("EndpointConfiguration", """{"Types": ["PRIVATE"]}""", """{"Types": ["PRIVATE"], "IpAddressType": "dualstack"}"""),
        ("Policy", """{"Statement": []}""", """{"Statement": [], "Version": "2012-10-17"}"""),
        ("RoutingMode", "\"ROUTING_RULE_ONLY\"", "\"ROUTING_RULE_THEN_BASE_PATH_MAPPING\""),
        ("SecurityPolicy", "\"TLS_1_2\"", ""),
        ("Tags", Given.Tags, Given.OtherTags)).Check();
}
