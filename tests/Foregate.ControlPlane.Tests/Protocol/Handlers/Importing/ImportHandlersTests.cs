// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Tests.Protocol.Handlers.Importing;

public sealed class ImportHandlersTests : IDisposable
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
    public void A_document_becomes_an_API_and_its_changes_go_into_it()
    {
        var api = _client.Call("POST", "/restapis", Document, 201, "mode=import&failonwarnings=true&endpointConfigurationTypes=REGIONAL");
        var id = (string)api["id"]!;
        Assert.Equal(("pets", "1", "d", "REGIONAL"), ((string)api["name"]!, (string)api["version"]!, (string)api["description"]!, (string)api["endpointConfiguration"]!["types"]![0]!));
        Assert.Null(api["tags"]);
        Assert.Null(api["warnings"]);
        var changed = _client.Call("PUT", $"/restapis/{id}", Document.Replace("/pets:", "/cats:", StringComparison.Ordinal) + "\nx-unknown: 1\nzap: 1", 200, "mode=merge");
        Assert.Equal("Parse issue: attribute zap is unexpected", (string)Assert.Single(changed["warnings"]!.AsArray())!);
        Assert.NotNull(changed["tags"]);
        Assert.Equal(["/", "/cats", "/pets"], Paths(id));
        _client.Call("PUT", $"/restapis/{id}", Document, 200, "mode=overwrite");
        Assert.Equal(["/", "/pets"], Paths(id));
    }

    [Fact]
    public void What_is_refused_changes_nothing()
    {
        Assert.Equal("Invalid OpenAPI input.", (string)_client.Call("POST", "/restapis", "{", 400, "mode=import")["message"]!);
        Assert.StartsWith("Warnings found during import:\n\t", (string)_client.Call("POST", "/restapis", Document + "\nzap: 1", 400, "mode=import&failonwarnings=true")["message"]!, StringComparison.Ordinal);
        Assert.Equal("Invalid basepath specified: x. Must be one of: [ignore, prepend, split]", (string)_client.Call("POST", "/restapis", Document, 400, "mode=import&basepath=x")["message"]!);
        Assert.Equal("Invalid EndpointTypes specified. Valid options are REGIONAL,EDGE,PRIVATE", (string)_client.Call("POST", "/restapis", Document, 400, "mode=import&endpointConfigurationTypes=x")["message"]!);
        Assert.Equal("Invalid API identifier specified 123456789012:none", (string)_client.Call("PUT", "/restapis/none", Document, 404)["message"]!);
        Assert.Empty(_client.Call("GET", "/restapis", "", 200)["item"]!.AsArray());
    }

    [Fact]
    public void Documentation_goes_into_an_API_by_itself()
    {
        var id = (string)_client.Call("POST", "/restapis", Document, 201, "mode=import")["id"]!;
        const string Parts = """{"swagger":"2.0","x-amazon-apigateway-documentation":{"documentationParts":[{"location":{"type":"API"},"properties":{"a":1}}]}}""";
        Assert.Single(_client.Call("PUT", $"/restapis/{id}/documentation/parts", Parts, 200, "mode=overwrite")["ids"]!.AsArray());
        Assert.Equal("Unable to build importer with provided input.", (string)_client.Call("PUT", $"/restapis/{id}/documentation/parts", "x", 400)["message"]!);
    }

    private IEnumerable<string> Paths(string id) =>
        _client.Call("GET", $"/restapis/{id}/resources", "", 200)["item"]!.AsArray().Select(static resource => (string)resource!["path"]!).Order(StringComparer.Ordinal);
}
