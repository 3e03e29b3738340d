// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Rest;

public sealed class DocumentationVersionResourceTests
{
    [Fact]
    public void Is_made_changed_replaced_and_deleted() => new TypeTable(
        "DocumentationVersion",
        Given.Api,
        ("Description", "\"c\"", "\"d\""),
        ("DocumentationVersion", "\"1\"", "\"2\""),
        ("RestApiId", """{"Ref": "A"}""", """{"Ref": "B"}""")).Check();
}
