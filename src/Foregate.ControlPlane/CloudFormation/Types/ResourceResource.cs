// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.ApiGateway;

namespace Foregate.ControlPlane.CloudFormation.Types;

/// <summary><c>AWS::ApiGateway::Resource</c>: one part of a path.</summary>
internal static class ResourceResource
{
    public static ResourceType Type { get; } = new(
        "AWS::ApiGateway::Resource", new ObjectKind("the resource", "RestApiId ParentId PathPart"), ["RestApiId", "ParentId", "PathPart"], Create);

    private static ResourceValue? Create(ResourceContext context)
    {
        var properties = context.Properties;
        if (properties.Text("RestApiId") is not { } api || properties.Text("ParentId") is not { } parent || properties.Text("PathPart") is not { } part
            || context.Apply(account => Resources.CreateResource(account, api, parent, part, context.Operations)) is not { } resource)
        {
            return null;
        }

        context.Source($"/restapis/{api}/resources/{resource.Id}");
        return new ResourceValue(resource.Id, ("ResourceId", resource.Id));
    }
}
