// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Foregate.ControlPlane.OpenApi.Texts;

namespace Foregate.ControlPlane.Tests.OpenApi.Texts;

public sealed class SchemaReferencesTests
{
    [Theory]
    [InlineData("#/definitions/Pet")]
    [InlineData("#/components/schemas/Pet")]
    public void Places_become_addresses_and_places_again(string place)
    {
        var schema = JsonNode.Parse("""{"items":[{"$ref":"PLACE"}],"properties":{"$ref":{"$ref":"#/elsewhere"}}}""".Replace("PLACE", place, StringComparison.Ordinal))!;
        SchemaReferences.ToAddresses(schema, "api");
        Assert.Equal(
            """{"items":[{"$ref":"https://apigateway.amazonaws.com/restapis/api/models/Pet"}],"properties":{"$ref":{"$ref":"#/elsewhere"}}}""", JsonText.Compact(schema));
        SchemaReferences.ToPlaces(schema, place[..^3]);
        Assert.Equal(place, (string)schema["items"]![0]!["$ref"]!);
    }
}
