// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.ApiGateway;

public sealed class ResourceHandlersTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void A_resource_that_moves_takes_along_what_is_below()
    {
        var (api, pets) = _client.MakeApi();
        var child = (string)_client.Call("POST", $"/restapis/{api}/resources/{pets}", """{"pathPart":"{id}"}""", 201)["id"]!;
        Assert.Equal("/dogs", (string)_client.Patch($"/restapis/{api}/resources/{pets}", 200, ("replace", "/pathPart", "dogs"))["path"]!);
        Assert.Equal("/dogs/{id}", (string)_client.Call("GET", $"/restapis/{api}/resources/{child}", "", 200)["path"]!);
        Assert.Equal("Resources cannot be cyclical.", (string)_client.Patch($"/restapis/{api}/resources/{pets}", 400, ("replace", "/parentId", child))["message"]!);
        var root = (string)_client.Call("GET", $"/restapis/{api}", "", 200)["rootResourceId"]!;
        Assert.Equal("/{id}", (string)_client.Patch($"/restapis/{api}/resources/{child}", 200, ("replace", "/parentId", root))["path"]!);
        Assert.Equal("Root resource cannot update its pathPart.", (string)_client.Patch($"/restapis/{api}/resources/{root}", 400, ("replace", "/pathPart", "x"))["message"]!);
        Assert.Equal("Root resource cannot update its parentId.", (string)_client.Patch($"/restapis/{api}/resources/{root}", 400, ("replace", "/parentId", root))["message"]!);
        Assert.Equal(
            "Another resource with the same parent already has this name: {id}",
            (string)_client.Patch($"/restapis/{api}/resources/{pets}", 409, ("replace", "/pathPart", "{id}"))["message"]!);
    }

    [Fact]
    public void A_subtree_goes_as_a_whole()
    {
        var (api, pets) = _client.MakeApi();
        _client.Call("POST", $"/restapis/{api}/resources/{pets}", """{"pathPart":"a"}""", 201);
        _client.Call("DELETE", $"/restapis/{api}/resources/{pets}", "", 202);
        Assert.Single(_client.Call("GET", $"/restapis/{api}/resources", "", 200)["item"]!.AsArray());
    }

    [Fact]
    public void Resources_are_listed_by_their_paths()
    {
        var (api, pets) = _client.MakeApi();
        foreach (var part in (string[])["z", "a", "m"])
        {
            _client.Call("POST", $"/restapis/{api}/resources/{pets}", $$"""{"pathPart":"{{part}}"}""", 201);
        }

        var first = _client.Call("GET", $"/restapis/{api}/resources", "", 200, "limit=3");
        Assert.Equal(["/", "/pets", "/pets/a"], first["item"]!.AsArray().Select(static item => (string)item!["path"]!));
        var rest = _client.Call("GET", $"/restapis/{api}/resources", "", 200, $"position={Uri.EscapeDataString((string)first["position"]!)}");
        Assert.Equal(["/pets/m", "/pets/z"], rest["item"]!.AsArray().Select(static item => (string)item!["path"]!));
    }
}
