// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.ApiGatewayV2;

public sealed class HttpDeploymentHandlersTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void A_deployment_is_made_told_and_deleted()
    {
        var path = "/v2/apis/" + (string)_client.Call("POST", "/v2/apis", """{"name":"a","protocolType":"HTTP"}""", 201)["apiId"]! + "/deployments";
        var made = _client.Call("POST", path, """{"description":"d"}""", 201);
        Assert.Equal(("DEPLOYED", "d", false), ((string)made["deploymentStatus"]!, (string)made["description"]!, (bool)made["autoDeployed"]!));
        var one = path + "/" + (string)made["deploymentId"]!;
        Assert.Equal(made.ToJsonString(), _client.Call("GET", one, "", 200).ToJsonString());
        Assert.Single(_client.Call("GET", path, "", 200)["items"]!.AsArray());
        Assert.Equal("e", (string)_client.Call("PATCH", one, """{"description":"e"}""", 200)["description"]!);
        _client.Call("DELETE", one, "", 204);
        _client.Call("GET", one, "", 404);
    }
}
