// SPDX-License-Identifier: Apache-2.0
using System.Text.Json.Nodes;

namespace Foregate.ControlPlane.Tests.Protocol.Handlers.Usage;

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
    public void Keys_come_from_a_table()
    {
        var plan = (string)_client.Call("POST", "/usageplans", """{"name":"p"}""", 201)["id"]!;
        var table = $"name,KEY,other,Enabled,usagePlanIds\nfirst,abcdefghij0123456789,x,FALSE,\"{plan},\"\nsecond,short,,,\n";
        var made = _client.Call("POST", "/apikeys", table, 201, "mode=import&format=csv");
        var id = (string)Assert.Single(made["ids"]!.AsArray())!;
        Assert.Equal("Row 2: API Key value should be at least 20 characters", (string)Assert.Single(made["warnings"]!.AsArray())!);
        Assert.Equal(("first", false), ((string)_client.Call("GET", "/apikeys/" + id, "", 200)["name"]!, (bool)_client.Call("GET", "/apikeys/" + id, "", 200)["enabled"]!));
        Assert.Equal("abcdefghij0123456789", (string)_client.Call("GET", $"/usageplans/{plan}/keys/{id}", "", 200)["value"]!);
        _client.Call("POST", "/apikeys", table, 400, "mode=import&format=csv&failonwarnings=true");
        _client.Call("POST", "/apikeys", "a,b\n", 400, "mode=import&format=csv");
    }

    [Fact]
    public void A_key_names_stages_that_are_there()
    {
        var (api, _) = _client.MakeApi();
        _client.Call("POST", $"/restapis/{api}/deployments", """{"stageName":"dev"}""", 201);
        var key = _client.Call("POST", "/apikeys", $$"""{"stageKeys":[{"restApiId":"{{api}}","stageName":"dev"}]}""", 201);
        Assert.Equal($"[\"{api}/dev\"]", key["stageKeys"]!.ToJsonString());
        Assert.Equal("Invalid stage key specified: a/b", (string)_client.Call("POST", "/apikeys", """{"stageKeys":[{"restApiId":"a","stageName":"b"}]}""", 400)["message"]!);
        var path = "/apikeys/" + (string)key["id"]!;
        Assert.Equal("[]", _client.Patch(path, 200, ("remove", "/stages", api + "/dev"))["stageKeys"]!.ToJsonString());
        Assert.StartsWith("Foregate cannot do this yet: labels", (string)_client.Patch(path, 400, ("add", "/labels", "a"))["message"]!, StringComparison.Ordinal);
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
