// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Rest;

public sealed class GatewayResponseResourceTests
{
    [Fact]
    public void Is_made_changed_replaced_and_deleted() => new TypeTable(
        "GatewayResponse",
        Given.Api,
        ("ResponseParameters", """{"gatewayresponse.header.a": "'a'"}""", """{"gatewayresponse.header.a": "'b'"}"""),
        ("ResponseTemplates", """{"application/json": "{}"}""", """{"application/json": "{\"a\": 1}"}"""),
        ("ResponseType", "\"DEFAULT_4XX\"", "\"DEFAULT_5XX\""),
        ("RestApiId", """{"Ref": "A"}""", """{"Ref": "B"}"""),
        ("StatusCode", "\"418\"", "419")).Check();
}
