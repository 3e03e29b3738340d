// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Rest;

public sealed class BasePathMappingV2ResourceTests
{
    [Fact]
    public void Is_made_changed_replaced_and_deleted() => new TypeTable(
        "BasePathMappingV2",
        Given.PrivateDomain,
        ("BasePath", "\"p\"", "\"q\""),
        ("DomainNameArn", """{"Ref": "P"}""", """{"Ref": "P2"}"""),
        ("RestApiId", """{"Ref": "V"}""", """{"Ref": "V2"}"""),
        ("Stage", """{"Ref": "T"}""", """{"Ref": "T2"}""")).Check();
}
