// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Nodes;

namespace Foregate.ControlPlane.Tests.Protocol.Handlers.Importing;

public sealed class ExportHandlersTests : IDisposable
{
    private const string Document =
        """
        openapi: 3.0.1
        info: { title: pets, version: "1", description: d }
        paths:
          /pets: { get: { x-amazon-apigateway-integration: { type: mock, requestTemplates: { application/json: '{"statusCode":200}' } } } }
        """;

    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void A_stage_is_exported_as_a_file()
    {
        var id = (string)_client.Call("POST", "/restapis", Document, 201, "mode=import")["id"]!;
        _client.Call("POST", $"/restapis/{id}/deployments", """{"stageName":"prod"}""", 201);
        var answer = _client.Send("GET", $"/restapis/{id}/stages/prod/exports/oas30", "", "extensions=integrations");
        Assert.Equal(200, answer.StatusCode);
        Assert.Contains(new KeyValuePair<string, string>("Content-Type", "application/octet-stream"), answer.Headers);
        Assert.Contains(new KeyValuePair<string, string>("Content-Disposition", "attachment; filename=\"oas30_1.json\""), answer.Headers);
        Assert.Equal("mock", (string)JsonNode.Parse(Encoding.UTF8.GetString(answer.Body.Span))!["paths"]!["/pets"]!["get"]!["x-amazon-apigateway-integration"]!["type"]!);
    }

    [Theory]
    [InlineData("prod/exports/raml", "", 400, "Invalid export type specified: raml. Must be one of: [oas30, swagger]")]
    [InlineData("none/exports/swagger", "", 404, "Invalid stage identifier specified")]
    [InlineData("prod/exports/swagger", "extensions=all", 400, "Invalid extensions specified: all. Must be one of: [integrations, authorizers, apigateway, documentation, postman]")]
    public void What_cannot_be_exported_is_told(string path, string query, int status, string message)
    {
        var id = (string)_client.Call("POST", "/restapis", Document, 201, "mode=import")["id"]!;
        _client.Call("POST", $"/restapis/{id}/deployments", """{"stageName":"prod"}""", 201);
        Assert.Equal(message, (string)_client.Call("GET", $"/restapis/{id}/stages/{path}", "", status, query)["message"]!);
    }
}
