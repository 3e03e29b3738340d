// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.ApiParts;

public sealed class RequestValidatorHandlersTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void A_validator_is_made_changed_and_deleted()
    {
        var (api, _) = _client.MakeApi();
        var validators = $"/restapis/{api}/requestvalidators";
        var made = _client.Call("POST", validators, """{"name":"v","validateRequestBody":true}""", 201);
        var path = validators + "/" + (string)made["id"]!;
        // A flag that is replaced by nothing is false.
        Assert.False((bool)_client.Patch(path, 200, ("replace", "/validateRequestBody", null))["validateRequestBody"]!);
        Assert.Single(_client.Call("GET", validators, "", 200)["item"]!.AsArray());
        _client.Call("DELETE", path, "", 202);
        Assert.Equal("Invalid Request Validator identifier specified", (string)_client.Call("GET", path, "", 404)["message"]!);
    }
}
