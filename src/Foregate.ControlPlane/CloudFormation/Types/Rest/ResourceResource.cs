// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Codecs;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.ApiGateway;

namespace Foregate.ControlPlane.CloudFormation.Types.Rest;

/// <summary><c>AWS::ApiGateway::Resource</c>: one part of a path.</summary>
internal static class ResourceResource
{
    private static readonly (string, string)[] s_places =
    [
        ("API identifier", "RestApiId"), ("Resource identifier", "ParentId"), ("child", "ParentId"), ("path part", "PathPart"), ("parent", "PathPart"),
    ];

    public static ResourceType Type { get; } = new(
        "AWS::ApiGateway::Resource", new ObjectKind("the resource", "RestApiId ParentId PathPart"), ["RestApiId", "ParentId", "PathPart"], Create)
    {
        // Each of its properties does: it never changes in place.
        Replacing = ["ParentId", "PathPart", "RestApiId"],
        Delete = static removal => removal.Apply(account => Resources.DeleteResource(account, removal.Text("RestApiId"), removal.PhysicalId)),
        Read = static (account, resource) => OwnDefinition.Of(
            account.RestApis.GetValueOrDefault(resource.Text("RestApiId"))?.Resources.GetValueOrDefault(resource.PhysicalId), DefinitionJson.WriteApiGatewayResourceRow),
        Place = static resource => $"/restapis/{resource.Text("RestApiId")}/resources/{resource.PhysicalId}",
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var properties = context.Properties;
        return properties.Text("RestApiId") is { } api && properties.Text("ParentId") is { } parent && properties.Text("PathPart") is { } part
            && context.Apply(account => Resources.CreateResource(account, api, parent, part, context.Operations), s_places) is { } resource
            ? new ResourceValue(resource.Id, ("ResourceId", resource.Id))
            : null;
    }
}
