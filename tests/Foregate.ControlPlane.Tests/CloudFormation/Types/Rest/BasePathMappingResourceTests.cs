// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Rest;

public sealed class BasePathMappingResourceTests
{
    [Fact]
    public void Is_made_changed_replaced_and_deleted() => new TypeTable(
        "BasePathMapping",
        Given.Stages + """
        ,
        "N1": {"Type": "AWS::ApiGateway::DomainName", "Properties": {"DomainName": "a.example.com", "CertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/a"}},
        "N2": {"Type": "AWS::ApiGateway::DomainName", "Properties": {"DomainName": "b.example.com", "CertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/a"}}
        """,
        ("BasePath", "\"p\"", "\"q\""),
        ("DomainName", """{"Ref": "N1"}""", """{"Ref": "N2"}"""),
        ("RestApiId!", """{"Ref": "A"}""", ""),
        ("Stage", """{"Ref": "S"}""", """{"Ref": "S2"}""")).Check();
}
