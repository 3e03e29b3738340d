// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.ApiParts;

public sealed class AuthorizerHandlersTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    private const string Uri = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:f/invocations";

    [Fact]
    public void An_authorizer_is_made_named_changed_and_deleted()
    {
        var (api, pets) = _client.MakeApi();
        var authorizers = $"/restapis/{api}/authorizers";
        var made = _client.Call("POST", authorizers, $$"""{"name":"a","type":"TOKEN","authorizerUri":"{{Uri}}","identitySource":"method.request.header.Auth"}""", 201);
        Assert.Equal($$"""{"id":"{{(string)made["id"]!}}","name":"a","type":"TOKEN","authType":"custom","authorizerUri":"{{Uri}}","identitySource":"method.request.header.Auth"}""", made.ToJsonString());
        var path = authorizers + "/" + (string)made["id"]!;
        var method = $"/restapis/{api}/resources/{pets}/methods/GET";
        var secured = _client.Patch(method, 200, ("replace", "/authorizationType", "CUSTOM"), ("replace", "/authorizerId", (string)made["id"]!));
        Assert.Equal(("CUSTOM", (string)made["id"]!), ((string)secured["authorizationType"]!, (string)secured["authorizerId"]!));
        _client.Call("DELETE", path, "", 409);
        var changed = _client.Patch(path, 200, ("replace", "/authorizerResultTtlInSeconds", "0"), ("replace", "/type", "REQUEST"), ("remove", "/identitySource", null));
        Assert.Equal((0, "REQUEST", null), ((int)changed["authorizerResultTtlInSeconds"]!, (string)changed["type"]!, changed["identitySource"]));
        Assert.Equal("Invalid authorizer type specified. Valid options are TOKEN,REQUEST,COGNITO_USER_POOLS", (string)_client.Patch(path, 400, ("replace", "/type", "X"))["message"]!);
        Assert.StartsWith("Foregate cannot do this yet: ", (string)_client.Call("POST", path, "{}", 400)["message"]!, StringComparison.Ordinal);
        _client.Patch(method, 200, ("replace", "/authorizationType", "NONE"), ("replace", "/authorizerId", null));
        _client.Call("DELETE", path, "", 202);
        Assert.Empty(_client.Call("GET", authorizers, "", 200)["item"]!.AsArray());
    }
}
