// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.ApiGateway;

public sealed class MethodResponseHandlersTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void What_a_method_declares_is_put_changed_and_deleted()
    {
        var (api, pets) = _client.MakeApi();
        var path = $"/restapis/{api}/resources/{pets}/methods/GET/responses/200";
        _client.Call("PUT", path, """{"responseParameters":{"method.response.header.x":false}}""", 201);
        Assert.Equal("Response already exists for this resource", (string)_client.Call("PUT", path, "{}", 409)["message"]!);
        var changed = _client.Patch(path, 201, ("add", "/responseParameters/method.response.header.y", "true"), ("add", "/responseModels/application~1json", "Error"));
        Assert.Equal("""{"method.response.header.x":false,"method.response.header.y":true}""", changed["responseParameters"]!.ToJsonString());
        Assert.Equal("Content-Type specified was not found", (string)_client.Patch(path, 404, ("remove", "/responseModels/wrong", null))["message"]!);
        Assert.Equal("Invalid model identifier specified: Pet", (string)_client.Patch(path, 400, ("replace", "/responseModels/application~1json", "Pet"))["message"]!);
        _client.Call("DELETE", path, "", 204);
        _client.Call("GET", path, "", 404);
    }
}
