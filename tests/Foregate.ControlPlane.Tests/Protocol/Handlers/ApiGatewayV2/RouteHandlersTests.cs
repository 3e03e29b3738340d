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
        Assert.Equal("AuthorizerId is required with the authorization types CUSTOM and JWT", (string)_client.Call("PATCH", one, """{"authorizationType":"JWT"}""", 400)["message"]!);
        Assert.Equal("AWS_IAM", (string)_client.Call("PATCH", one, """{"authorizationType":"AWS_IAM"}""", 200)["authorizationType"]!);
        Assert.Single(_client.Call("GET", path + "/routes", "", 200)["items"]!.AsArray());
        _client.Call("DELETE", one, "", 204);
        Assert.StartsWith("Invalid Route identifier specified", (string)_client.Call("GET", one, "", 404)["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_said_is_told()
    {
        var path = "/v2/apis/" + (string)_client.Call("POST", "/v2/apis", """{"name":"w","protocolType":"WEBSOCKET","routeSelectionExpression":"$request.body.action"}""", 201)["apiId"]!;
        _client.Call("POST", path + "/models", """{"name":"Pet","schema":"{}"}""", 201);
        var route = _client.Call(
            "POST", path + "/routes",
            """{"routeKey":"send","apiKeyRequired":true,"modelSelectionExpression":"$request.body.kind","operationName":"o","requestModels":{"pet":"Pet"},"requestParameters":{"route.request.header.a":{"required":true}},"routeResponseSelectionExpression":"$default"}""", 201);
        Assert.Equal(
            $$$"""{"apiKeyRequired":true,"authorizationType":"NONE","modelSelectionExpression":"$request.body.kind","operationName":"o","requestModels":{"pet":"Pet"},"requestParameters":{"route.request.header.a":{"required":true}},"routeId":"{{{route["routeId"]}}}","routeKey":"send","routeResponseSelectionExpression":"$default"}""",
            route.ToJsonString());
        _client.Call("DELETE", $"{path}/routes/{route["routeId"]}/requestparameters/route.request.header.a", "", 204);
        Assert.Null(_client.Call("GET", $"{path}/routes/{route["routeId"]}", "", 200)["requestParameters"]);
        _client.Call("DELETE", $"{path}/routes/{route["routeId"]}/requestparameters/route.request.header.a", "", 404);
    }
}
