// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.OpenApi;
using Foregate.ControlPlane.Tests.OpenApi.Export;

namespace Foregate.ControlPlane.Tests.OpenApi.Parts;

public sealed class DocumentationImportTests
{
    private const string Head = "openapi: 3.0.1\ninfo: { title: T, version: '1' }\npaths: {}\nx-amazon-apigateway-documentation: { documentationParts: ";

    [Theory]
    [InlineData("{ type: API }", "")]
    [InlineData("{ type: METHOD, method: GET }", "/ GET")]
    [InlineData("{ type: RESPONSE, path: /a }", "/a * *")]
    [InlineData("{ type: RESOURCE }", "/")]
    [InlineData("{ type: query_parameter, name: q, path: /a }", "/a * q")]
    public void What_a_location_does_not_say_means_all(string location, string expected)
    {
        var part = Assert.Single(Calls.Rest(Head + $"[{{ location: {location}, properties: {{ a: 1 }} }}] }}").DocumentationParts.Values).Location;
        Assert.Equal(expected, string.Join(' ', new[] { part.Path, part.Method, part.StatusCode, part.Name }.OfType<string>()));
    }

    [Fact]
    public void It_can_be_left_alone() => Assert.Empty(
        Calls.Rest(Head + "[{ location: { type: API }, properties: {} }] }", target: new ImportTarget { IgnoresDocumentation = true }).DocumentationParts);

    [Fact]
    public void Half_a_part_is_warned_of() => Assert.Equal(
        [
            "Parse issue: attribute x-amazon-apigateway-documentation.documentationParts.0.location is missing",
            "Parse issue: attribute x-amazon-apigateway-documentation.documentationParts.1.properties is missing",
        ],
        Calls.Import(Head + "[{ properties: {} }, { location: { type: API } }] }").Response!.Warnings);
}
