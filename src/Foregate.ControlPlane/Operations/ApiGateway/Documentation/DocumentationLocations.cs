// SPDX-License-Identifier: Apache-2.0

using Foregate.Definitions.Documentation;

namespace Foregate.ControlPlane.Operations.ApiGateway.Documentation;

/// <summary>What of an API a documentation part is about: which members say so for each type.</summary>
internal static class DocumentationLocations
{
    public static AwsError? Check(DocumentationPartLocation location)
    {
        var (path, method, status, name) = Members(location.Type);
        foreach (var (member, value, isTaken) in new[]
        {
            ("path", location.Path, path), ("method", location.Method, method), ("statusCode", location.StatusCode, status), ("name", location.Name, name),
        })
        {
            if (value is not null && !isTaken)
            {
                return AwsError.BadRequest($"Invalid documentation part location: '{member}' cannot be specified for type '{Name(location.Type)}'");
            }
        }

        if (name && string.IsNullOrEmpty(location.Name))
        {
            return AwsError.BadRequest($"Invalid documentation part location: 'name' is required for type '{Name(location.Type)}'");
        }

        if (location.Path is { } said && said is not ['/', ..])
        {
            return AwsError.BadRequest($"Invalid documentation part location: the path '{said}' does not begin with '/'");
        }

        if (location.Method is { } verb && verb != "*" && !Methods.IsHttpMethod(verb))
        {
            return AwsError.BadRequest($"Invalid documentation part location: '{verb}' is not a method");
        }

        return location.StatusCode is { } code && code != "*" && !MethodResponses.IsStatusCode(code) ? AwsError.InvalidStatusCode(code) : null;
    }

    /// <summary>As AWS's refusals tell it.</summary>
    public static string Text(DocumentationPartLocation location) => string.Join(
        ", ",
        new[]
        {
            ("type", Name(location.Type)), ("path", location.Path), ("method", location.Method), ("statusCode", location.StatusCode), ("name", location.Name),
        }.Where(static member => member.Item2 is not null).Select(static member => $"{member.Item1} '{member.Item2}'"));

    public static string Name(DocumentationPartType type) => type switch
    {
        DocumentationPartType.Api => "API",
        DocumentationPartType.Authorizer => "AUTHORIZER",
        DocumentationPartType.Model => "MODEL",
        DocumentationPartType.Resource => "RESOURCE",
        DocumentationPartType.Method => "METHOD",
        DocumentationPartType.PathParameter => "PATH_PARAMETER",
        DocumentationPartType.QueryParameter => "QUERY_PARAMETER",
        DocumentationPartType.RequestHeader => "REQUEST_HEADER",
        DocumentationPartType.RequestBody => "REQUEST_BODY",
        DocumentationPartType.Response => "RESPONSE",
        DocumentationPartType.ResponseHeader => "RESPONSE_HEADER",
        _ => "RESPONSE_BODY",
    };

    private static (bool Path, bool Method, bool StatusCode, bool Name) Members(DocumentationPartType type) => type switch
    {
        DocumentationPartType.Api => (false, false, false, false),
        DocumentationPartType.Authorizer or DocumentationPartType.Model => (false, false, false, true),
        DocumentationPartType.Resource => (true, false, false, false),
        DocumentationPartType.Method or DocumentationPartType.RequestBody => (true, true, false, false),
        DocumentationPartType.PathParameter or DocumentationPartType.QueryParameter or DocumentationPartType.RequestHeader => (true, true, false, true),
        DocumentationPartType.ResponseHeader => (true, true, true, true),
        _ => (true, true, true, false),
    };
}
