// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.OpenApi.Parts;

/// <summary>A response of an operation, read into the status and the headers that the method declares.</summary>
internal sealed record MethodResponseSource(MethodResponse Declared, SourceLocation Location, string DocumentPath)
{
    /// <summary>All with a status of their own, by status; a default response and ranges declare nothing.</summary>
    /// <param name="mediaTypes">Of Swagger, what the operation produces; <see langword="null"/> for OpenAPI 3.</param>
    public static ImmutableSortedDictionary<string, MethodResponseSource> ReadAll(
        ReadingContext reading, OperationSource operation, ModelImport models, IReadOnlyList<string>? mediaTypes)
    {
        var responses = OrdinalMap.Empty<MethodResponseSource>();
        if (operation.Section.Object("responses", ObjectKinds.Responses) is not { } map)
        {
            return responses;
        }

        foreach (var entry in map.Entries())
        {
            var path = map.PathOf(entry.Key);
            if (reading.Resolve(entry.Value, path) is not { } target
                || Section.Open(reading, target.Node, target.Path, ObjectKinds.Response) is not { } response)
            {
                continue;
            }

            var headers = ReadHeaders(reading, response);
            if (MethodResponses.IsStatusCode(entry.Key))
            {
                var declared = new MethodResponse
                {
                    StatusCode = entry.Key,
                    ResponseParameters = headers,
                    ResponseModels = mediaTypes is null ? models.OfContent(response) : models.OfSchema(response, mediaTypes),
                };
                responses = responses.SetItem(entry.Key, new MethodResponseSource(declared, entry.KeyLocation, path));
            }
            else if (entry.Key is "default" or [>= '1' and <= '5', 'X', 'X'])
            {
                reading.Inert($"responses.{entry.Key}", path);
            }
            else
            {
                reading.Fault(entry.KeyLocation, path, $"\"{entry.Key}\" is not a status.", "Write three digits, or default.");
            }
        }

        return responses;
    }

    private static ImmutableSortedDictionary<string, bool> ReadHeaders(ReadingContext reading, Section response)
    {
        var headers = OrdinalMap.Empty<bool>();
        if (response.Object("headers", ObjectKinds.Headers) is not { } map)
        {
            return headers;
        }

        foreach (var header in map.Entries())
        {
            headers = headers.SetItem($"method.response.header.{header.Key}", false);
            reading.Inert("header schemas", map.PathOf(header.Key));
        }

        return headers;
    }
}
