// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.ApiGatewayV2;

public sealed class RouteResponseHandlersTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void A_response_is_made_told_changed_and_deleted()
    {
        var api = "/v2/apis/" + (string)_client.Call("POST", "/v2/apis", """{"name":"w","protocolType":"WEBSOCKET","routeSelectionExpression":"$request.body.action"}""", 201)["apiId"]!;
        _client.Call("POST", api + "/models", """{"name":"Pet","schema":"{}"}""", 201);
        var path = $"{api}/routes/{_client.Call("POST", api + "/routes", """{"routeKey":"$default"}""", 201)["routeId"]}/routeresponses";
        var made = _client.Call("POST", path, """{"routeResponseKey":"$default","modelSelectionExpression":"m","responseModels":{"a":"Pet"},"responseParameters":{"b":{"required":false}}}""", 201);
        var one = path + "/" + (string)made["routeResponseId"]!;
        Assert.Equal(
            $$$"""{"modelSelectionExpression":"m","responseModels":{"a":"Pet"},"responseParameters":{"b":{"required":false}},"routeResponseId":"{{{made["routeResponseId"]}}}","routeResponseKey":"$default"}""",
            _client.Call("GET", one, "", 200).ToJsonString());
        Assert.Null(_client.Call("PATCH", one, """{"responseModels":{}}""", 200)["responseModels"]);
        Assert.Single(_client.Call("GET", path, "", 200)["items"]!.AsArray());
        _client.Call("DELETE", one, "", 204);
        _client.Call("GET", one, "", 404);
    }
}
