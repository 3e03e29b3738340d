// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.ApiGatewayV2;

public sealed class ApiHandlersTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void An_api_is_made_told_changed_and_deleted()
    {
        var made = _client.Call(
            "POST", "/v2/apis", """{"name":"a","protocolType":"HTTP","corsConfiguration":{"allowOrigins":["https://x.example"],"maxAge":5},"tags":{"t":"1"}}""", 201);
        var id = (string)made["apiId"]!;
        Assert.Equal("2026-01-02T03:04:05Z", (string)made["createdDate"]!);
        Assert.Equal($"https://{id}.execute-api.us-east-1.amazonaws.com", (string)made["apiEndpoint"]!);
        Assert.Equal("$request.method $request.path", (string)made["routeSelectionExpression"]!);
        Assert.Equal("""{"allowCredentials":false,"allowOrigins":["https://x.example"],"maxAge":5}""", made["corsConfiguration"]!.ToJsonString());
        Assert.Equal("b", (string)_client.Call("PATCH", "/v2/apis/" + id, """{"name":"b"}""", 200)["name"]!);
        _client.Call("DELETE", $"/v2/apis/{id}/cors", "", 204);
        Assert.Null(_client.Call("GET", "/v2/apis/" + id, "", 200)["corsConfiguration"]);
        Assert.Single(_client.Call("GET", "/v2/apis", "", 200)["items"]!.AsArray());
        _client.Call("DELETE", "/v2/apis/" + id, "", 204);
        Assert.Equal($"Invalid API identifier specified {id}", (string)_client.Call("GET", "/v2/apis/" + id, "", 404)["message"]!);
    }

    [Fact]
    public void Tags_come_and_go_by_arn()
    {
        var id = (string)_client.Call("POST", "/v2/apis", """{"name":"a","protocolType":"HTTP"}""", 201)["apiId"]!;
        var path = $"/v2/tags/arn%3Aaws%3Aapigateway%3Aus-east-1%3A%3A%2Fapis%2F{id}";
        Assert.Equal("{}", _client.Call("POST", path, """{"tags":{"x":"1","y":"2"}}""", 201).ToJsonString());
        _client.Call("DELETE", path, "", 204, "tagKeys=x");
        Assert.Equal("""{"tags":{"y":"2"}}""", _client.Call("GET", path, "", 200).ToJsonString());
    }

    [Theory]
    [InlineData("""{"protocolType":"HTTP"}""", "1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must not be null")]
    [InlineData("""{"name":"a","protocolType":"FTP"}""", "1 validation error detected: Value 'FTP' at 'protocolType' failed to satisfy constraint: Member must satisfy enum value set: [WEBSOCKET, HTTP]")]
    [InlineData("""{"name":"a","protocolType":"WEBSOCKET"}""", "RouteSelectionExpression is required for WEBSOCKET APIs")]
    [InlineData("""{"name":"a","protocolType":"HTTP","target":"http://a"}""", "Foregate cannot do this yet: Target in CreateApi.")]
    [InlineData("""{"name":"a","protocolType":"HTTP","routeSelectionExpression":"$request.body.action"}""", "Foregate cannot do this yet: route selection expressions of one's own.")]
    public void What_is_wrong_or_cannot_be_done_is_told(string body, string message) => Assert.Equal(message, (string)_client.Call("POST", "/v2/apis", body, 400)["message"]!);
}
