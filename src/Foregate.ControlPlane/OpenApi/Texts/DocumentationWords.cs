// SPDX-License-Identifier: Apache-2.0
using Foregate.Definitions.Documentation;

namespace Foregate.ControlPlane.OpenApi.Texts;

/// <summary>What documentation parts are about, in documents.</summary>
internal static class DocumentationWords
{
    public static WordList<DocumentationPartType> Types { get; } = new(
        (DocumentationPartType.Api, "API"),
        (DocumentationPartType.Authorizer, "AUTHORIZER"),
        (DocumentationPartType.Model, "MODEL"),
        (DocumentationPartType.Resource, "RESOURCE"),
        (DocumentationPartType.Method, "METHOD"),
        (DocumentationPartType.PathParameter, "PATH_PARAMETER"),
        (DocumentationPartType.QueryParameter, "QUERY_PARAMETER"),
        (DocumentationPartType.RequestHeader, "REQUEST_HEADER"),
        (DocumentationPartType.RequestBody, "REQUEST_BODY"),
        (DocumentationPartType.Response, "RESPONSE"),
        (DocumentationPartType.ResponseHeader, "RESPONSE_HEADER"),
        (DocumentationPartType.ResponseBody, "RESPONSE_BODY"));

    /// <summary>Whether a part holds for what is below its path, too.</summary>
    public static bool IsInherited(DocumentationPartType type) => type is
        DocumentationPartType.PathParameter or DocumentationPartType.QueryParameter or DocumentationPartType.RequestHeader
        or DocumentationPartType.Response or DocumentationPartType.ResponseHeader or DocumentationPartType.ResponseBody;

    /// <summary>Which members the location of a part of this type has; names are never wildcards.</summary>
    public static (bool Path, bool Method, bool StatusCode) Members(DocumentationPartType type) => type switch
    {
        DocumentationPartType.Api or DocumentationPartType.Authorizer or DocumentationPartType.Model => (false, false, false),
        DocumentationPartType.Resource => (true, false, false),
        DocumentationPartType.Response or DocumentationPartType.ResponseHeader or DocumentationPartType.ResponseBody => (true, true, true),
        _ => (true, true, false),
    };
}
