// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Tests.OpenApi.Export;

namespace Foregate.ControlPlane.Tests.OpenApi.Parts;

public sealed class GatewayResponseImportTests
{
    private const string Head = "openapi: 3.0.1\ninfo: { title: T, version: '1' }\npaths: {}\nx-amazon-apigateway-gateway-responses: ";

    [Fact]
    public void Without_templates_it_has_those_of_AWS()
    {
        var response = Calls.Rest(Head + "{ THROTTLED: { statusCode: 420 } }").GatewayResponses["THROTTLED"];
        Assert.Equal(("420", "application/json"), (response.StatusCode, Assert.Single(response.ResponseTemplates.Keys)));
        Assert.Empty(Calls.Rest(Head + "{ THROTTLED: { responseTemplates: {} } }").GatewayResponses["THROTTLED"].ResponseTemplates);
    }

    [Fact]
    public void A_type_that_is_none_is_warned_of() => Assert.Equal(
        ["Parse issue: attribute x-amazon-apigateway-gateway-responses.TEAPOT is unexpected"], Calls.Import(Head + "{ TEAPOT: {} }").Response!.Warnings);
}
