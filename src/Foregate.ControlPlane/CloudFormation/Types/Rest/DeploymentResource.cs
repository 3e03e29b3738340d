// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.ApiGateway;

namespace Foregate.ControlPlane.CloudFormation.Types.Rest;

/// <summary><c>AWS::ApiGateway::Deployment</c>: what it freezes is what has been made before it.</summary>
internal static class DeploymentResource
{
    private static readonly ObjectKind s_stage = new("the stage description", "Description Variables MethodSettings AccessLogSetting", StageResource.Inert, StageResource.Refusals);

    private static readonly ObjectKind s_properties = new(
        "the deployment", "RestApiId StageName Description StageDescription", "", ("DeploymentCanarySettings", Fate.Refused("canary deployments", "Remove it.")));

    public static ResourceType Type { get; } = new("AWS::ApiGateway::Deployment", s_properties, ["RestApiId"], Create)
    {
        IsStale = static (account, resource) => account.RestApis.TryGetValue(resource.Text("RestApiId"), out var api)
            && api.Deployments.TryGetValue(resource.PhysicalId, out var deployment)
            && Deployments.IsOutdated(api, deployment),
        Delete = static removal => removal.Apply(account => Deployments.DeleteDeployment(account, removal.Text("RestApiId"), removal.PhysicalId)),
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var properties = context.Properties;
        var api = properties.Text("RestApiId") ?? "";
        var stage = properties.Object("StageDescription", s_stage);
        var name = properties.Text("StageName");
        if (stage is not null && name is null)
        {
            properties.Fault("StageDescription", "StageDescription without StageName describes nothing.", "Give a StageName, or define an AWS::ApiGateway::Stage.");
            return null;
        }

        var request = new Deployments.CreateDeploymentRequest
        {
            StageName = name,
            Description = properties.Text("Description"),
            StageDescription = stage?.Text("Description"),
            Variables = stage?.TextMap("Variables"),
        };
        if (context.Apply(account => Deployments.CreateDeployment(account, api, request, context.Operations)) is not { } deployment)
        {
            return null;
        }

        if (name is not null)
        {
            if (stage is not null)
            {
                StageResource.Settle(context, stage, api, name);
            }
        }

        return new ResourceValue(deployment.Id, ("DeploymentId", deployment.Id));
    }
}
