// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Codecs;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.ApiGateway;

namespace Foregate.ControlPlane.CloudFormation.Types.Rest;

/// <summary><c>AWS::ApiGateway::Stage</c>.</summary>
internal static class StageResource
{
    private static readonly (string, string)[] s_places =
    [
        ("stage name", "StageName"), ("stage already", "StageName"), ("already exists", "StageName"), ("deployment", "DeploymentId"), ("API identifier", "RestApiId"),
    ];

    public static ResourceType Type { get; } = new(
        "AWS::ApiGateway::Stage", new ObjectKind("the stage", $"DeploymentId RestApiId StageName {StageProperties.Common}"), ["RestApiId"], Create)
    {
        IsTagged = true,
        Replacing = ["RestApiId", "StageName"],
        Update = Update,
        Delete = static removal => removal.Apply(account => Stages.DeleteStage(account, removal.Text("RestApiId"), removal.PhysicalId)),
        Read = static (account, resource) => OwnDefinition.Of(
            account.RestApis.GetValueOrDefault(resource.Text("RestApiId"))?.Stages.GetValueOrDefault(resource.PhysicalId), DefinitionJson.WriteApiGatewayStageRow),
        Place = static resource => $"/restapis/{resource.Text("RestApiId")}/stages/{resource.PhysicalId}",
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var properties = context.Properties;
        var api = properties.Text("RestApiId") ?? "";
        var request = new Stages.CreateStageRequest { StageName = properties.Text("StageName") ?? "", DeploymentId = properties.Text("DeploymentId") ?? "" };
        return context.Apply(account => Stages.CreateStage(account, api, request, context.Operations), s_places) is not null
            && StageProperties.Settle(context, properties, api, request.StageName)
            ? new ResourceValue(request.StageName)
            : null;
    }

    private static ResourceValue? Update(ResourceContext context)
    {
        var properties = context.Properties;
        var (api, name, deployment) = (properties.Text("RestApiId") ?? "", properties.Text("StageName") ?? "", properties.Text("DeploymentId") ?? "");

        // A canary that was said may name a deployment that goes now; what is said of it is read again.
        return context.Apply(
            account => Stages.GetStage(account, api, name) is { Response: { } stage }
                ? Stages.ReplaceStage(account, api, stage with { DeploymentId = deployment, CanarySettings = null }, context.Operations)
                : Stages.GetStage(account, api, name),
            s_places) is not null
            && StageProperties.Settle(context, properties, api, name)
            ? new ResourceValue(name)
            : null;
    }
}
