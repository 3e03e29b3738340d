// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.Usage;

public sealed class UsagePlanKeyHandlersTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void A_key_joins_and_leaves_a_plan()
    {
        var plan = (string)_client.Call("POST", "/usageplans", """{"name":"p"}""", 201)["id"]!;
        var key = (string)_client.Call("POST", "/apikeys", """{"name":"k"}""", 201)["id"]!;
        var made = _client.Call("POST", $"/usageplans/{plan}/keys", $$"""{"keyId":"{{key}}","keyType":"API_KEY"}""", 201);
        Assert.Equal(made.ToJsonString(), _client.Call("GET", $"/usageplans/{plan}/keys/{key}", "", 200).ToJsonString());
        Assert.Single(_client.Call("GET", $"/usageplans/{plan}/keys", "", 200, "name=k")["item"]!.AsArray());
        Assert.Empty(_client.Call("GET", $"/usageplans/{plan}/keys", "", 200, "name=x")["item"]!.AsArray());
        _client.Call("DELETE", $"/usageplans/{plan}/keys/{key}", "", 202);
        _client.Call("GET", $"/usageplans/{plan}/keys/{key}", "", 404);
    }
}
