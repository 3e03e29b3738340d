// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Rest;

public sealed class DomainNameAccessAssociationResourceTests
{
    [Fact]
    public void Is_made_changed_replaced_and_deleted() => new TypeTable(
        "DomainNameAccessAssociation",
        Given.PrivateDomain,
        ("AccessAssociationSource", "\"vpce-1\"", "\"vpce-2\""),
        ("AccessAssociationSourceType", "\"VPCE\"", ""),
        ("DomainNameArn", """{"Ref": "P"}""", """{"Ref": "P2"}"""),
        ("Tags", Given.Tags, "")).Check();
}
