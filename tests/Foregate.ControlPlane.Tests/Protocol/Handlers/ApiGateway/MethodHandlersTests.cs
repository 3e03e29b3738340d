// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.ApiGateway;

public sealed class MethodHandlersTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void A_changed_method_keeps_what_hangs_on_it()
    {
        var (api, pets) = _client.MakeApi();
        var path = $"/restapis/{api}/resources/{pets}/methods/GET";
        _client.Call("PUT", path + "/responses/200", """{"responseModels":{"application/json":"Empty"}}""", 201);
        var changed = _client.Patch(path, 200, ("replace", "/apiKeyRequired", "true"), ("add", "/requestParameters/method.request.header.x", "true"));
        Assert.True((bool)changed["apiKeyRequired"]!);
        Assert.True((bool)changed["requestParameters"]!["method.request.header.x"]!);
        Assert.Equal("Empty", (string)changed["methodResponses"]!["200"]!["responseModels"]!["application/json"]!);
        Assert.Equal("MOCK", (string)changed["methodIntegration"]!["type"]!);
        Assert.Equal("Invalid patch path /requestParameters", (string)_client.Patch(path, 400, ("replace", "/requestParameters", "x"))["message"]!);
        Assert.Equal("Invalid Resource identifier specified", (string)_client.Call("GET", $"/restapis/none/resources/{pets}/methods/GET", "", 404)["message"]!);
        _client.Call("DELETE", path, "", 204);
        Assert.Equal("Invalid Method identifier specified", (string)_client.Call("GET", path, "", 404)["message"]!);
    }
}
