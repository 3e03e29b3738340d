// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.DomainNames;

public sealed class ApiMappingHandlersTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    private const string Path = "/v2/domainnames/" + MappedDomain.Name + "/apimappings";

    [Fact]
    public void A_mapping_is_made_told_changed_and_deleted()
    {
        MappedDomain.Make(_client);
        var (rest, http) = (MappedDomain.Rest(_client), MappedDomain.Http(_client));
        var made = _client.Call("POST", Path, $$"""{"apiId":"{{http}}","stage":"dev","apiMappingKey":"a/b"}""", 201);
        var id = (string)made["apiMappingId"]!;
        Assert.Equal($$"""{"apiId":"{{http}}","apiMappingId":"{{id}}","apiMappingKey":"a/b","stage":"dev"}""", made.ToJsonString());
        Assert.Empty(_client.Call("GET", "/domainnames/" + MappedDomain.Name + "/basepathmappings", "", 200)["item"]!.AsArray());
        Assert.Equal("", (string)_client.Call("POST", Path, $$"""{"apiId":"{{rest}}","stage":"dev"}""", 201)["apiMappingKey"]!);
        Assert.Equal("ApiMapping key already exists for this domain name", (string)_client.Call("POST", Path, $$"""{"apiId":"{{rest}}","stage":"dev","apiMappingKey":"a/b"}""", 409)["message"]!);
        Assert.Equal("c", (string)_client.Call("PATCH", $"{Path}/{id}", $$"""{"apiId":"{{rest}}","apiMappingKey":"c"}""", 200)["apiMappingKey"]!);
        Assert.Equal(2, _client.Call("GET", Path, "", 200)["items"]!.AsArray().Count);
        _client.Call("DELETE", $"{Path}/{id}", "", 204);
        _client.Call("GET", $"{Path}/{id}", "", 404);
    }

    [Fact]
    public void What_is_wrong_is_told()
    {
        MappedDomain.Make(_client);
        var (http, socket) = (MappedDomain.Http(_client), MappedDomain.Http(_client, "WEBSOCKET"));
        Assert.Equal("Invalid API identifier specified nobody", Refused("""{"apiId":"nobody","stage":"dev"}""", 404));
        Assert.Equal("Invalid stage identifier specified", Refused($$"""{"apiId":"{{http}}","stage":"nobody"}""", 404));
        Assert.StartsWith("Invalid mapping key specified: a//b.", Refused($$"""{"apiId":"{{http}}","stage":"dev","apiMappingKey":"a//b"}""", 400), StringComparison.Ordinal);
        _client.Call("POST", Path, $$"""{"apiId":"{{http}}","stage":"dev"}""", 201);
        Assert.StartsWith("WebSocket APIs cannot be mapped", Refused($$"""{"apiId":"{{socket}}","stage":"dev","apiMappingKey":"w"}""", 400), StringComparison.Ordinal);
    }

    private string Refused(string body, int status) => (string)_client.Call("POST", Path, body, status)["message"]!;
}
