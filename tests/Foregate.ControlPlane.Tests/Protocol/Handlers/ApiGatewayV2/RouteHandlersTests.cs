// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.ApiGatewayV2;

public sealed class RouteHandlersTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void A_route_is_made_changed_and_deleted()
    {
        var path = "/v2/apis/" + (string)_client.Call("POST", "/v2/apis", """{"name":"a","protocolType":"HTTP"}""", 201)["apiId"]!;
        var target = "integrations/" + (string)_client.Call(
            "POST", path + "/integrations", """{"integrationType":"HTTP_PROXY","integrationMethod":"ANY","integrationUri":"http://127.0.0.1:9000"}""", 201)["integrationId"]!;
        var route = _client.Call("POST", path + "/routes", $$"""{"routeKey":"GET /pets","target":"{{target}}"}""", 201);
        Assert.Equal(("NONE", false, target), ((string)route["authorizationType"]!, (bool)route["apiKeyRequired"]!, (string)route["target"]!));
        var one = path + "/routes/" + (string)route["routeId"]!;
        Assert.Equal("GET /dogs", (string)_client.Call("PATCH", one, """{"routeKey":"GET /dogs"}""", 200)["routeKey"]!);
        Assert.Equal("Foregate cannot do this yet: authorizers of routes.", (string)_client.Call("PATCH", one, """{"authorizationType":"JWT"}""", 400)["message"]!);
        Assert.Single(_client.Call("GET", path + "/routes", "", 200)["items"]!.AsArray());
        _client.Call("DELETE", one, "", 204);
        Assert.StartsWith("Invalid Route identifier specified", (string)_client.Call("GET", one, "", 404)["message"]!, StringComparison.Ordinal);
    }
}
