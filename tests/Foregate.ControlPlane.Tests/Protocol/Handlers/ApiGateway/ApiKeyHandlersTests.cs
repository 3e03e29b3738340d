// SPDX-License-Identifier: Apache-2.0
using System.Text.Json.Nodes;

namespace Foregate.ControlPlane.Tests.Protocol.Handlers.ApiGateway;

public sealed class ApiKeyHandlersTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void A_key_tells_its_value_when_it_is_made_and_when_it_is_asked_for()
    {
        var key = _client.Call("POST", "/apikeys", """{"name":"k","enabled":true}""", 201);
        Assert.Equal(40, ((string)key["value"]!).Length);
        var path = "/apikeys/" + (string)key["id"]!;
        Assert.Null(_client.Call("GET", path, "", 200)["value"]);
        Assert.Equal((string)key["value"]!, (string)_client.Call("GET", path, "", 200, "includeValue=true")["value"]!);
        var changed = _client.Call("PATCH", path, """{"patchOperations":[{"op":"replace","path":"/enabled","value":"false"},{"op":"replace","path":"/description","value":"x"}]}""", 200);
        Assert.False((bool)changed["enabled"]!);
        var plan = (string)_client.Call("POST", "/usageplans", """{"name":"p"}""", 201)["id"]!;
        Assert.Equal("k", (string)_client.Call("POST", $"/usageplans/{plan}/keys", new JsonObject { ["keyId"] = (string)key["id"]!, ["keyType"] = "API_KEY" }.ToJsonString(), 201)["name"]!);
        Assert.Single(_client.Call("GET", $"/usageplans/{plan}/keys", "", 200)["item"]!.AsArray());
    }

    [Fact]
    public void Keys_are_listed_by_the_beginning_of_their_names()
    {
        _client.Call("POST", "/apikeys", """{"name":"ab"}""", 201);
        _client.Call("POST", "/apikeys", """{"name":"b"}""", 201);
        Assert.Equal("ab", (string)Assert.Single(_client.Call("GET", "/apikeys", "", 200, "name=a")["item"]!.AsArray())!["name"]!);
        Assert.Empty(_client.Call("GET", "/apikeys", "", 200, "limit=-1")["item"]!.AsArray());
        Assert.Equal("Invalid API Key identifier specified", (string)_client.Call("DELETE", "/apikeys/none", "", 404)["message"]!);
    }
}
