// SPDX-License-Identifier: Apache-2.0
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Foregate.ControlPlane.Tests.Protocol.Handlers.ApiGatewayV2;

public sealed class ApiHandlersTests : IDisposable
{
    private static readonly JsonSerializerOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

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
    [InlineData("""{"name":"a","protocolType":"HTTP","target":"a"}""", "Invalid HTTP endpoint specified for URI")]
    [InlineData("""{"name":"a","protocolType":"HTTP","routeSelectionExpression":"$request.body.action"}""", "Invalid route selection expression specified: $request.body.action. HTTP APIs have $request.method $request.path")]
    [InlineData("""{"name":"a","protocolType":"HTTP","ipAddressType":"ipv6"}""", "1 validation error detected: Value 'ipv6' at 'ipAddressType' failed to satisfy constraint: Member must satisfy enum value set: [ipv4, dualstack]")]
    [InlineData("""{"name":"a","protocolType":"HTTP","tags":{"aws:a":"b"}}""", "aws: prefixed tag key names are not allowed for external use.")]
    [InlineData("""{"name":"a","protocolType":"HTTP","disableExecuteApiEndpoint":"maybe"}""", "class java.lang.String can not be converted to an Boolean")]
    public void What_is_wrong_is_told(string body, string message) => Assert.Equal(message, (string)_client.Call("POST", "/v2/apis", body, 400)["message"]!);

    [Fact]
    public void Texts_are_as_long_as_the_model_says()
    {
        Assert.Equal(
            $"1 validation error detected: Value '{new string('n', 129)}' at 'name' failed to satisfy constraint: Member must have length less than or equal to 128",
            (string)_client.Call("POST", "/v2/apis", $$"""{"name":"{{new string('n', 129)}}","protocolType":"HTTP"}""", 400)["message"]!);
        _client.Call("POST", "/v2/apis", $$"""{"name":"{{new string('n', 128)}}","protocolType":"HTTP","description":"{{new string('d', 1024)}}"}""", 201);
        _client.Call("POST", "/v2/apis", $$"""{"name":"n","protocolType":"HTTP","description":"{{new string('d', 1025)}}"}""", 400);
    }

    [Fact]
    public void All_that_is_said_is_told()
    {
        var made = _client.Call(
            "POST", "/v2/apis",
            """{"name":"a","protocolType":"HTTP","routeSelectionExpression":"${request.method} ${request.path}","disableExecuteApiEndpoint":true,"ipAddressType":"dualstack","version":"7"}""", 201);
        Assert.Equal(
            $$"""{"apiEndpoint":"https://{{made["apiId"]}}.execute-api.us-east-1.amazonaws.com","apiId":"{{made["apiId"]}}","apiKeySelectionExpression":"$request.header.x-api-key","createdDate":"2026-01-02T03:04:05Z","disableExecuteApiEndpoint":true,"ipAddressType":"dualstack","name":"a","protocolType":"HTTP","routeSelectionExpression":"${request.method} ${request.path}","tags":{},"version":"7"}""",
            made.ToJsonString(s_plain));
        var socket = _client.Call("POST", "/v2/apis", """{"name":"w","protocolType":"WEBSOCKET","routeSelectionExpression":"$request.body.action","disableSchemaValidation":true}""", 201);
        Assert.Equal(
            ($"wss://{socket["apiId"]}.execute-api.us-east-1.amazonaws.com", "$request.body.action", true),
            ((string)socket["apiEndpoint"]!, (string)socket["routeSelectionExpression"]!, (bool)socket["disableSchemaValidation"]!));
        var update = _client.Call("PATCH", "/v2/apis/" + socket["apiId"], """{"apiKeySelectionExpression":"$context.authorizer.usageIdentifierKey","disableSchemaValidation":false}""", 200);
        Assert.Equal(("$context.authorizer.usageIdentifierKey", null), ((string)update["apiKeySelectionExpression"]!, update["disableSchemaValidation"]));
    }

    [Fact]
    public void A_target_brings_its_integration_its_route_and_its_stage()
    {
        var id = (string)_client.Call("POST", "/v2/apis", """{"name":"q","protocolType":"HTTP","target":"http://127.0.0.1:9000","tags":{"_custom_id_":"quick"}}""", 201)["apiId"]!;
        Assert.Equal("quick", id);
        foreach (var (part, key) in new[] { ("integrations", "integrationId"), ("routes", "routeId"), ("stages", "stageName") })
        {
            var item = Assert.Single(_client.Call("GET", $"/v2/apis/{id}/{part}", "", 200)["items"]!.AsArray())!;
            Assert.True((bool)item["apiGatewayManaged"]!);
            Assert.Contains("is managed by API Gateway", (string)_client.Call("DELETE", $"/v2/apis/{id}/{part}/{Uri.EscapeDataString((string)item[key]!)}", "", 400)["message"]!, StringComparison.Ordinal);
        }

        _client.Call("PATCH", "/v2/apis/" + id, """{"routeKey":"GET /a"}""", 200);
        Assert.Equal("GET /a", (string)_client.Call("GET", $"/v2/apis/{id}/routes", "", 200)["items"]![0]!["routeKey"]!);
    }

    [Fact]
    public void Lists_come_in_pages()
    {
        foreach (var name in "abc")
        {
            _client.Call("POST", "/v2/apis", $$$"""{"name":"{{{name}}}","protocolType":"HTTP","tags":{"_custom_id_":"{{{name}}}"}}""", 201);
        }

        var first = _client.Call("GET", "/v2/apis", "", 200, "maxResults=2");
        var second = _client.Call("GET", "/v2/apis", "", 200, $"maxResults=2&nextToken={(string)first["nextToken"]!}");
        Assert.Equal((2, "c", null), (first["items"]!.AsArray().Count, (string)second["items"]![0]!["name"]!, second["nextToken"]));
        _client.Call("GET", "/v2/apis", "", 400, "maxResults=0");
        _client.Call("GET", "/v2/apis", "", 400, "nextToken=%21");
    }
}
