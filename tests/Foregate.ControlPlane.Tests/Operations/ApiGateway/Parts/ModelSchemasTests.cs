// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.ApiGateway.Parts;
using System.Text.Json.Nodes;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Tests.Operations.ApiGateway.Parts;

public sealed class ModelSchemasTests
{
    private readonly RestGround _ground = new();

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"$ref":"\ud800"}""")]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"$ref":"https://example.com/schema"}""")]
    [InlineData("""{"type":"text"}""")]
    [InlineData("""{"required":[]}""")]
    [InlineData("""{"enum":["a","a"]}""")]
    [InlineData("""{"properties":{"a":{"pattern":"(?=a)b"}}}""")]
    [InlineData("""{"$ref":"#/definitions/missing"}""")]
    public void Refuses_what_is_no_schema(string schema) =>
        Assert.StartsWith("Invalid model specified: Validation Result: ", ModelSchemas.Check(Of("Pet", schema), _ground.Api)!.Message, StringComparison.Ordinal);

    [Fact]
    public void Takes_whatever_is_not_JSON() => Assert.Null(ModelSchemas.Check(Of("Pet", "<a/>") with { ContentType = "application/xml" }, _ground.Api));

    [Fact]
    public void Writes_the_models_that_it_names_into_it()
    {
        var reference = $"https://apigateway.amazonaws.com/restapis/{_ground.ApiId}/models/";
        var node = Of("Node", $$$$$"""{"properties":{"next":{"$ref":"{{{{{reference}}}}}Node"},"error":{"$ref":"{{{{{reference}}}}}Error"}}}""");
        var list = Of("List", $$$$$"""{"items":{"$ref":"{{{{{reference}}}}}Node"}}""");
        var api = _ground.Api with { Models = _ground.Api.Models.Add("Node", node).Add("List", list) };
        var flat = JsonNode.Parse(ModelSchemas.Flatten(api, list))!;
        Assert.Equal("#/definitions/Node", (string)flat["items"]!["$ref"]!);
        Assert.Equal("#/definitions/Node", (string)flat["definitions"]!["Node"]!["properties"]!["next"]!["$ref"]!);
        Assert.Equal("Error Schema", (string)flat["definitions"]!["Error"]!["title"]!);
    }

    private static Model Of(string name, string schema) => new() { Id = name, Name = name, Schema = schema, ContentType = "application/json" };
}
