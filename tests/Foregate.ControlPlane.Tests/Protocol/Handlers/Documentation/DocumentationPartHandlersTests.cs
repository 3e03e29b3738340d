// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.Documentation;

public sealed class DocumentationPartHandlersTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void A_part_is_made_found_changed_and_deleted()
    {
        var (api, _) = _client.MakeApi();
        var parts = $"/restapis/{api}/documentation/parts";
        _client.Call("POST", parts, """{"location":{"type":"API"},"properties":"{}"}""", 201);
        var made = _client.Call("POST", parts, """{"location":{"type":"QUERY_PARAMETER","path":"/pets","method":"GET","name":"q"},"properties":"{\"description\":\"d\"}"}""", 201);
        Assert.Equal("""{"type":"QUERY_PARAMETER","path":"/pets","method":"GET","name":"q"}""", made["location"]!.ToJsonString());
        foreach (var query in new[] { "type=QUERY_PARAMETER", "name=q", "path=%2Fpets", "locationStatus=DOCUMENTED" })
        {
            Assert.Equal(made.ToJsonString(), Assert.Single(_client.Call("GET", parts, "", 200, query)["item"]!.AsArray())!.ToJsonString());
        }

        Assert.Equal("API", (string)Assert.Single(_client.Call("GET", parts, "", 200, "locationStatus=UNDOCUMENTED")["item"]!.AsArray())!["location"]!["type"]!);
        var path = parts + "/" + (string)made["id"]!;
        Assert.Equal("{}", (string)_client.Patch(path, 200, ("replace", "/properties", "{}"))["properties"]!);
        _client.Patch(path, 400, ("replace", "/properties", null));
        _client.Call("DELETE", path, "", 202);
        Assert.Equal("Invalid Documentation part identifier specified", (string)_client.Call("GET", path, "", 404)["message"]!);
    }

    [Fact]
    public void An_empty_member_of_a_location_is_not_said()
    {
        var (api, _) = _client.MakeApi();
        var made = _client.Call("POST", $"/restapis/{api}/documentation/parts", """{"location":{"type":"API","path":"","method":"","statusCode":"","name":""},"properties":"{}"}""", 201);
        Assert.Equal("""{"type":"API"}""", made["location"]!.ToJsonString());
    }
}
