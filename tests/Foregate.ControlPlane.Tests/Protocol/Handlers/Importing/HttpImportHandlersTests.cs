// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;

namespace Foregate.ControlPlane.Tests.Protocol.Handlers.Importing;

public sealed class HttpImportHandlersTests : IDisposable
{
    private const string Document =
        """
        openapi: 3.0.1
        info: { title: pets, version: "1" }
        paths: { /pets: { get: { x-amazon-apigateway-integration: { type: http_proxy, httpMethod: GET, uri: 'http://127.0.0.1:9' } } } }
        """;

    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void A_document_becomes_an_API_and_is_put_into_it_anew()
    {
        var id = (string)Put("/v2/apis", Document, 201, "failOnWarnings=true")["apiId"]!;
        Assert.Equal("cats", (string)Put($"/v2/apis/{id}", Document.Replace("pets", "cats", StringComparison.Ordinal), 201)["name"]!);
        Assert.Equal("GET /cats", (string)Assert.Single(_client.Call("GET", $"/v2/apis/{id}/routes", "", 200)["items"]!.AsArray())!["routeKey"]!);
        Assert.Equal("Invalid OpenAPI input.", (string)Put("/v2/apis", "swagger: '2.0'\npaths: {}", 400)["message"]!);
        Assert.Equal("Invalid API identifier specified none", (string)Put("/v2/apis/none", Document, 404)["message"]!);
        Assert.Single(_client.Call("GET", "/v2/apis", "", 200)["items"]!.AsArray());
    }

    private JsonNode Put(string path, string document, int status, string query = "") =>
        _client.Call("PUT", path, new JsonObject { ["body"] = document }.ToJsonString(), status, query);
}
