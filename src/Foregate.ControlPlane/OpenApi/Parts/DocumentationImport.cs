// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.OpenApi.Texts;
using Foregate.ControlPlane.Operations.ApiGateway.Documentation;
using Foregate.Definitions.Documentation;

namespace Foregate.ControlPlane.OpenApi.Parts;

/// <summary>Puts a document's <c>x-amazon-apigateway-documentation</c> into a REST API: what is said of a place replaces what was said of it.</summary>
internal static class DocumentationImport
{
    public const string Extension = "x-amazon-apigateway-documentation";

    /// <summary>The ids of the parts, in the order of the document.</summary>
    public static ImmutableArray<string> ReadAll(ImportRun run, string restApiId, Section document)
    {
        var ids = ImmutableArray.CreateBuilder<string>();
        if (document.Object(Extension, ObjectKinds.Documentation) is not { } documentation || documentation.Items("documentationParts") is not { } parts)
        {
            return [];
        }

        var known = run.Account.RestApis[restApiId].DocumentationParts.Values.ToDictionary(static part => part.Location, static part => part.Id);
        for (var i = 0; i < parts.Count; i++)
        {
            var path = DocumentPath.Append(documentation.PathOf("documentationParts"), i);
            if (Section.Open(run.Reading, parts[i], path, ObjectKinds.DocumentationPart) is { } part && Put(run, restApiId, part, known) is { } id)
            {
                ids.Add(id);
            }
        }

        return ids.ToImmutable();
    }

    private static string? Put(ImportRun run, string restApiId, Section part, Dictionary<DocumentationPartLocation, string> known)
    {
        if (part.Object("location", ObjectKinds.DocumentationLocation) is not { } section || Location(section) is not { } location)
        {
            if (!part.Has("location"))
            {
                part.Fault("location", "The documentation part has no location.", "Say what it is about.", "is missing");
            }

            return null;
        }

        if (part.Node("properties") is not { } node || run.Json(node, part.PathOf("properties")) is not { } properties)
        {
            if (!part.Has("properties"))
            {
                part.Fault("properties", "The documentation part has no properties.", "Say something.", "is missing");
            }

            return null;
        }

        var text = JsonText.Write(properties);
        var made = run.Apply(
            account => known.TryGetValue(location, out var id)
                ? DocumentationParts.UpdateDocumentationPart(account, restApiId, id, text)
                : DocumentationParts.CreateDocumentationPart(account, restApiId, location, text, run.Operations),
            part.Location,
            part.Path,
            "Change the documentation part.",
            $"Unable to create documentation part for location '{DocumentationLocations.Text(location)}'");
        if (made is null)
        {
            return null;
        }

        known[location] = made.Id;
        return made.Id;
    }

    // What is not said means the root and everything below it.
    private static DocumentationPartLocation? Location(Section section)
    {
        var word = section.Text("type");
        if (DocumentationWords.Types.Read(word) is not { } type)
        {
            section.Fault("type", word is null ? "The location has no type." : $"There is no documentation of type \"{word}\".", "Use one of AWS's, such as METHOD or RESPONSE.");
            return null;
        }

        var (hasPath, hasMethod, hasStatus) = DocumentationWords.Members(type);
        return new DocumentationPartLocation
        {
            Type = type,
            Path = section.Text("path") ?? (hasPath ? "/" : null),
            Method = section.Text("method") ?? (hasMethod ? "*" : null),
            StatusCode = section.Text("statusCode") ?? (hasStatus ? "*" : null),
            Name = section.Text("name"),
        };
    }
}
