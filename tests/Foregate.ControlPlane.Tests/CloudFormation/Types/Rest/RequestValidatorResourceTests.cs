// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Rest;

public sealed class RequestValidatorResourceTests
{
    [Fact]
    public void Is_made_changed_replaced_and_deleted() => new TypeTable(
        "RequestValidator",
        Given.Api,
        ("Name", "\"n\"", "\"m\""),
        ("RestApiId", """{"Ref": "A"}""", """{"Ref": "B"}"""),
        ("ValidateRequestBody", "true", "false"),
        ("ValidateRequestParameters", "true", "false")).Check();
}
