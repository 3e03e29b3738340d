// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Rest;

public sealed class ClientCertificateResourceTests
{
    [Fact]
    public void Is_made_changed_replaced_and_deleted() => new TypeTable(
        "ClientCertificate",
        "",
        ("Description", "\"c\"", "\"d\""),
        ("Tags", Given.Tags, Given.OtherTags)) { IsRepeatable = false }.Check();
}
