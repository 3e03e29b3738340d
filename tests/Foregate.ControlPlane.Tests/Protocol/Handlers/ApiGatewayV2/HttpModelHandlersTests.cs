// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.ApiGatewayV2;

public sealed class HttpModelHandlersTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void A_model_is_made_told_changed_and_deleted()
    {
        var path = "/v2/apis/" + (string)_client.Call("POST", "/v2/apis", """{"name":"a","protocolType":"HTTP"}""", 201)["apiId"]! + "/models";
        var made = _client.Call("POST", path, """{"name":"Pet","schema":"{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"integer\"}}}","contentType":"application/json","description":"d"}""", 201);
        var one = path + "/" + (string)made["modelId"]!;
        Assert.Equal(("Pet", "application/json", "d"), ((string)made["name"]!, (string)made["contentType"]!, (string)made["description"]!));
        Assert.Equal("#set($inputRoot = $input.path('$'))\n{\n  \"id\" : 42\n}", (string)_client.Call("GET", one + "/template", "", 200)["value"]!);
        Assert.Null(_client.Call("PATCH", one, """{"description":""}""", 200)["description"]);
        Assert.Equal("Model name already exists for this API", (string)_client.Call("POST", path, """{"name":"Pet","schema":"{}"}""", 409)["message"]!);
        Assert.Single(_client.Call("GET", path, "", 200)["items"]!.AsArray());
        _client.Call("DELETE", one, "", 204);
        _client.Call("GET", one, "", 404);
    }
}
