// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.ApiGatewayV2;

namespace Foregate.ControlPlane.CloudFormation.Types;

/// <summary><c>AWS::ApiGatewayV2::Deployment</c>.</summary>
internal static class DeploymentV2Resource
{
    public static ResourceType Type { get; } = new(
        "AWS::ApiGatewayV2::Deployment", new ObjectKind("the deployment", "ApiId StageName Description"), ["ApiId"], Create)
    {
        IsStale = static (account, resource) => account.Apis.TryGetValue(resource.Text("ApiId"), out var api)
            && api.Deployments.TryGetValue(resource.PhysicalId, out var deployment)
            && Deployments.IsOutdated(api, deployment),
        Delete = static removal => removal.Apply(account => Deployments.DeleteDeployment(account, removal.Text("ApiId"), removal.PhysicalId)),
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var properties = context.Properties;
        var api = properties.Text("ApiId") ?? "";
        var stage = properties.Text("StageName");
        var description = properties.Text("Description");
        return context.Apply(account => Deployments.CreateDeployment(account, api, stage, description, context.Operations)) is { } deployment
            ? new ResourceValue(deployment.DeploymentId, ("DeploymentId", deployment.DeploymentId))
            : null;
    }
}
