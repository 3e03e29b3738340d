// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.Documentation;

public sealed class DocumentationVersionHandlersTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void A_version_is_made_changed_and_deleted()
    {
        var (api, _) = _client.MakeApi();
        var versions = $"/restapis/{api}/documentation/versions";
        _client.Call("POST", $"/restapis/{api}/documentation/parts", """{"location":{"type":"API"},"properties":"{}"}""", 201);
        Assert.Equal("v1", (string)_client.Call("POST", versions, """{"documentationVersion":"v1"}""", 201)["version"]!);
        Assert.Equal("d", (string)_client.Patch(versions + "/v1", 200, ("replace", "/description", "d"))["description"]!);
        Assert.Single(_client.Call("GET", versions, "", 200)["item"]!.AsArray());
        _client.Call("DELETE", versions + "/v1", "", 202);
        Assert.Equal("Invalid Documentation version specified", (string)_client.Call("GET", versions + "/v1", "", 404)["message"]!);
    }
}
