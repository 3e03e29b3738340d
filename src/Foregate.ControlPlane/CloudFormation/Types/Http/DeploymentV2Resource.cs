// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Codecs;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.ApiGatewayV2;

namespace Foregate.ControlPlane.CloudFormation.Types.Http;

/// <summary><c>AWS::ApiGatewayV2::Deployment</c>: what it freezes is what has been made before it.</summary>
internal static class DeploymentV2Resource
{
    public static ResourceType Type { get; } = new(
        "AWS::ApiGatewayV2::Deployment", new ObjectKind("the deployment", "ApiId StageName Description"), ["ApiId"], Create)
    {
        Replacing = ["ApiId"],
        Update = Update,
        IsStale = static (account, resource) => account.Apis.TryGetValue(resource.Text("ApiId"), out var api)
            && api.Deployments.TryGetValue(resource.PhysicalId, out var deployment)
            && Deployments.IsOutdated(api, deployment),
        Delete = static removal => removal.Apply(account => Deployments.DeleteDeployment(account, removal.Text("ApiId"), removal.PhysicalId)),
        Read = static (account, resource) => OwnDefinition.Of(
            account.Apis.GetValueOrDefault(resource.Text("ApiId"))?.Deployments.GetValueOrDefault(resource.PhysicalId), DefinitionJson.WriteApiGatewayV2DeploymentRow),
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var properties = context.Properties;
        var api = properties.Text("ApiId") ?? "";
        var stage = properties.Text("StageName");
        var description = properties.Text("Description");
        return context.Apply(account => Deployments.CreateDeployment(account, api, stage, description, context.Operations)) is { } deployment
            ? Value(deployment.DeploymentId)
            : null;
    }

    // What it froze stays; another stage is sent to it.
    private static ResourceValue? Update(ResourceContext context)
    {
        var properties = context.Properties;
        var api = properties.Text("ApiId") ?? "";
        var id = context.PhysicalId;
        if (context.Apply(account => Deployments.UpdateDeployment(account, api, id, properties.Text("Description") ?? "")) is null)
        {
            return null;
        }

        return properties.Text("StageName") is not { } stage || stage == context.Existing!.Text("StageName")
            || context.Apply(account => Stages.UpdateStage(account, api, stage, new Stages.UpdateStageRequest { DeploymentId = id }, context.Operations), "StageName") is not null
            ? Value(id)
            : null;
    }

    private static ResourceValue Value(string id) => new(id, ("DeploymentId", id));
}
