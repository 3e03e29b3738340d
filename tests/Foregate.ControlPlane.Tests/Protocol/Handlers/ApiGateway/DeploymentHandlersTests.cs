// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.ApiGateway;

public sealed class DeploymentHandlersTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void A_deployment_is_frozen_but_for_what_is_said_about_it()
    {
        var (api, _) = _client.MakeApi();
        var id = (string)_client.Call("POST", $"/restapis/{api}/deployments", """{"description":"one"}""", 201)["id"]!;
        Assert.Equal("two", (string)_client.Patch($"/restapis/{api}/deployments/{id}", 200, ("replace", "/description", "two"))["description"]!);
        Assert.Equal(
            """{"/pets":{"GET":{"authorizationType":"NONE","apiKeyRequired":false}}}""",
            _client.Call("GET", $"/restapis/{api}/deployments/{id}", "", 200, "embed=apisummary")["apiSummary"]!.ToJsonString());
        Assert.Single(_client.Call("GET", $"/restapis/{api}/deployments", "", 200)["item"]!.AsArray());
        _client.Call("DELETE", $"/restapis/{api}/deployments/{id}", "", 202);
        Assert.Equal("Invalid Deployment identifier specified", (string)_client.Call("GET", $"/restapis/{api}/deployments/{id}", "", 404)["message"]!);
    }
}
