// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Codecs;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.ApiGateway.Documentation;

namespace Foregate.ControlPlane.CloudFormation.Types.Rest;

/// <summary><c>AWS::ApiGateway::DocumentationVersion</c>: it freezes the parts that were made before it; its id is its name.</summary>
internal static class DocumentationVersionResource
{
    private static readonly (string, string)[] s_places = [("documentation version", "DocumentationVersion"), ("API identifier", "RestApiId")];

    public static ResourceType Type { get; } = new(
        "AWS::ApiGateway::DocumentationVersion",
        new ObjectKind("the documentation version", "Description DocumentationVersion RestApiId"),
        ["DocumentationVersion", "RestApiId"],
        Create)
    {
        Replacing = ["DocumentationVersion", "RestApiId"],
        Update = Update,
        Delete = static removal => removal.Apply(account => DocumentationVersions.DeleteDocumentationVersion(account, removal.Text("RestApiId"), removal.PhysicalId)),
        Read = static (account, resource) => OwnDefinition.Of(
            account.RestApis.GetValueOrDefault(resource.Text("RestApiId"))?.DocumentationVersions.GetValueOrDefault(resource.PhysicalId), DefinitionJson.WriteDocumentationDocumentationVersionRow),
        Place = static resource => $"/restapis/{resource.Text("RestApiId")}/documentation/versions/{resource.PhysicalId}",
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var properties = context.Properties;
        var api = properties.Text("RestApiId") ?? "";
        var request = new DocumentationVersions.CreateDocumentationVersionRequest
        {
            DocumentationVersion = properties.Text("DocumentationVersion") ?? "",
            Description = properties.Text("Description"),
        };
        return context.Apply(account => DocumentationVersions.CreateDocumentationVersion(account, api, request, context.Operations), s_places) is { } made
            ? new ResourceValue(made.Version)
            : null;
    }

    private static ResourceValue? Update(ResourceContext context)
    {
        var properties = context.Properties;
        var (api, version, description) = (properties.Text("RestApiId") ?? "", properties.Text("DocumentationVersion") ?? "", properties.Text("Description"));
        return context.Apply(account => DocumentationVersions.UpdateDocumentationVersion(account, api, version, description), s_places) is null ? null : new ResourceValue(version);
    }
}
