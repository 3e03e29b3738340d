// SPDX-License-Identifier: Apache-2.0
using System.Text.Json.Nodes;
using Foregate.ControlPlane.OpenApi.Texts;
using Foregate.Definitions.Documentation;

namespace Foregate.ControlPlane.OpenApi.Export;

/// <summary>Puts a version of an API's documentation into the document: beside what it is about, and as a list of parts.</summary>
internal sealed class DocumentationExport(DocumentationVersion? version)
{
    private readonly ILookup<DocumentationPartType, DocumentationPart> _parts =
        (version?.Parts.Values ?? []).ToLookup(static part => part.Location.Type);

    /// <summary>Adds what is said about this place; what is nearer to it counts more.</summary>
    public void Merge(JsonObject target, DocumentationPartType type, string? path = null, string? method = null, string? statusCode = null, string? name = null)
    {
        var parts = _parts[type]
            .Where(part => Fits(part.Location, path, method, statusCode, name))
            .OrderBy(static part => part.Location.Path?.Length ?? 0)
            .ThenBy(static part => part.Location.Method is null or "*" ? 0 : 1)
            .ThenBy(static part => part.Location.StatusCode is null or "*" ? 0 : 1);
        foreach (var part in parts)
        {
            if (JsonText.Parse(part.Properties) is JsonObject properties)
            {
                Merge(target, properties);
            }
        }
    }

    /// <summary><see langword="null"/> when there is nothing to say.</summary>
    public JsonObject? Extension()
    {
        if (version is null)
        {
            return null;
        }

        var parts = new JsonArray();
        foreach (var part in version.Parts.Values)
        {
            parts.Add((JsonNode)new JsonObject { ["location"] = Location(part.Location), ["properties"] = JsonText.Parse(part.Properties) });
        }

        return new JsonObject { ["version"] = version.Version, ["createdDate"] = RestApiExport.Time(version.CreatedDate), ["documentationParts"] = parts };
    }

    // The root is where a part is that says nothing of a path.
    private static JsonObject Location(DocumentationPartLocation location)
    {
        var json = new JsonObject { ["type"] = DocumentationWords.Types[location.Type] };
        RestIntegrationExport.Add(json, "path", location.Path is "/" ? null : location.Path);
        RestIntegrationExport.Add(json, "method", location.Method);
        RestIntegrationExport.Add(json, "statusCode", location.StatusCode);
        RestIntegrationExport.Add(json, "name", location.Name);
        return json;
    }

    private static bool Fits(DocumentationPartLocation location, string? path, string? method, string? statusCode, string? name)
    {
        var isInherited = DocumentationWords.IsInherited(location.Type);
        return (path is null || IsAbove(location.Path ?? "/", path, isInherited))
            && (method is null || location.Method is null or "*" || location.Method == method)
            && (statusCode is null || location.StatusCode is null or "*" || location.StatusCode == statusCode)
            && (name is null || location.Name == name);
    }

    private static bool IsAbove(string above, string path, bool isInherited) =>
        above == path || (isInherited && (above == "/" || (path.StartsWith(above, StringComparison.Ordinal) && path[above.Length] == '/')));

    private static void Merge(JsonObject target, JsonObject properties)
    {
        foreach (var (key, value) in properties)
        {
            if (target[key] is JsonObject inner && value is JsonObject more)
            {
                Merge(inner, more);
            }
            else
            {
                target[key] = value?.DeepClone();
            }
        }
    }
}
