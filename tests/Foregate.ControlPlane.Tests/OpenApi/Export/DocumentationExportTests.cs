// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Foregate.ControlPlane.OpenApi.Export;
using Foregate.ControlPlane.OpenApi.Texts;
using Foregate.Definitions.Collections;
using Foregate.Definitions.Documentation;

namespace Foregate.ControlPlane.Tests.OpenApi.Export;

public sealed class DocumentationExportTests
{
    [Theory]
    [InlineData("/a/b", "GET", "near exact")]
    [InlineData("/a/b/c", "PUT", "near")]
    [InlineData("/a", "GET", "root")]
    [InlineData("/ab", "GET", "root")]
    public void What_is_nearer_counts_more(string path, string method, string expected)
    {
        var documentation = new DocumentationExport(Version(
            (new() { Type = DocumentationPartType.Response, Path = "/", Method = "*", StatusCode = "*" }, """{"description":"root"}"""),
            (new() { Type = DocumentationPartType.Response, Path = "/a/b", Method = "*", StatusCode = "*" }, """{"description":"near"}"""),
            (new() { Type = DocumentationPartType.Response, Path = "/a/b", Method = "GET", StatusCode = "200" }, """{"description":"near exact"}""")));
        var target = new JsonObject { ["description"] = "200 response", ["kept"] = true };
        documentation.Merge(target, DocumentationPartType.Response, path, method, "200");
        Assert.Equal(($$"""{"description":"{{expected}}","kept":true}"""), JsonText.Compact(target));
    }

    [Fact]
    public void Methods_inherit_nothing()
    {
        var documentation = new DocumentationExport(Version((new() { Type = DocumentationPartType.Method, Path = "/", Method = "*" }, """{"summary":"s"}""")));
        var target = new JsonObject();
        documentation.Merge(target, DocumentationPartType.Method, "/a", "GET");
        Assert.Empty(target);
        Assert.Equal("""{"type":"METHOD","method":"*"}""", documentation.Extension()!["documentationParts"]![0]!["location"]!.ToJsonString());
        Assert.Null(new DocumentationExport(null).Extension());
    }

    private static DocumentationVersion Version(params (DocumentationPartLocation Location, string Properties)[] parts) => new()
    {
        Version = "1",
        CreatedDate = DateTimeOffset.UnixEpoch,
        Parts = parts.Index().Aggregate(OrdinalMap.Empty<DocumentationPart>(), static (map, part) =>
            map.Add($"{part.Index}", new DocumentationPart { Id = $"{part.Index}", Location = part.Item.Location, Properties = part.Item.Properties })),
    };
}
