// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Nodes;

namespace Foregate.ControlPlane.Tests.Protocol.Handlers.Importing;

public sealed class HttpExportHandlersTests : IDisposable
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
    public void An_API_is_exported_with_its_extensions_or_without()
    {
        var id = (string)Put("/v2/apis", Document, 201)["apiId"]!;
        var path = $"/v2/apis/{id}/exports/OAS30";
        Assert.NotNull(_client.Call("GET", path, "", 200, "outputType=JSON")["paths"]!["/pets"]!["get"]!["x-amazon-apigateway-integration"]);
        var plain = _client.Send("GET", path, "", "includeExtensions=false&outputType=YAML");
        Assert.StartsWith("---\nopenapi: \"3.0.1\"\n", Encoding.UTF8.GetString(plain.Body.Span), StringComparison.Ordinal);
        Assert.DoesNotContain("x-amazon", Encoding.UTF8.GetString(plain.Body.Span), StringComparison.Ordinal);
        Assert.Equal("Invalid stage identifier specified", (string)_client.Call("GET", path, "", 404, "outputType=JSON&stageName=none")["message"]!);
        Assert.Equal("Invalid exportVersion specified. Must be 1.0", (string)_client.Call("GET", path, "", 400, "exportVersion=2&outputType=JSON")["message"]!);
    }

    private JsonNode Put(string path, string document, int status, string query = "") =>
        _client.Call("PUT", path, new JsonObject { ["body"] = document }.ToJsonString(), status, query);
}
