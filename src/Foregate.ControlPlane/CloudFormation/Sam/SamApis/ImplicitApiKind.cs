// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamApis;

/// <summary>The two kinds of APIs that events may make without naming one.</summary>
internal sealed record ImplicitApiKind(string LogicalId, string ResourceType, string EventType, string IdProperty)
{
    public static ImplicitApiKind[] All { get; } =
    [
        new("ServerlessRestApi", SamNames.Api, "Api", "RestApiId"),
        new("ServerlessHttpApi", SamNames.HttpApi, "HttpApi", "ApiId"),
    ];

    public bool IsHttp => ResourceType == SamNames.HttpApi;

    public SamNode Skeleton() => IsHttp ? OpenApiEditor.Skeleton() : SwaggerEditor.Skeleton();

    /// <summary>The implicit API's resource, with a definition that has no paths.</summary>
    public SamNode Resource() => SamNode.Map(
        ("Type", ResourceType),
        ("Properties", SamNode.Map(("StageName", IsHttp ? null : (SamNode)"Prod"), ("DefinitionBody", Skeleton()), ("__MANAGE_SWAGGER", true))));

    public SamNode Paths(SamNode resource) => resource["Properties"]!["DefinitionBody"]!["paths"]!;

    public bool IsValid(SamNode? definition) => IsHttp ? OpenApiEditor.IsValid(definition) : SwaggerEditor.IsValid(definition);

    /// <summary>The definition with its paths changed.</summary>
    public SamNode Edit(SamNode definition, Action<ApiPaths> change)
    {
        if (IsHttp)
        {
            var open = new OpenApiEditor(definition, null);
            change(open.Paths);
            return open.Document;
        }

        var swagger = new SwaggerEditor(definition, null);
        change(swagger.Paths);
        return swagger.Document;
    }
}
