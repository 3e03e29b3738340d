// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Codecs;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.CloudFormation.Types.Rest;

/// <summary><c>AWS::ApiGateway::Deployment</c>: what it freezes is what has been made before it. The stage that it names is its own.</summary>
internal static class DeploymentResource
{
    private static readonly ObjectKind s_canary = new("the canary settings", "PercentTraffic StageVariableOverrides UseStageCache");

    private static readonly (string, string)[] s_places =
    [
        ("canary", "DeploymentCanarySettings"), ("Non canary deployment", "StageName"), ("stage name", "StageName"), ("stages", "StageName"), ("API identifier", "RestApiId"), ("REST API", "RestApiId"), ("variable", "DeploymentCanarySettings"),
    ];

    public static ResourceType Type { get; } = new(
        "AWS::ApiGateway::Deployment", new ObjectKind("the deployment", "DeploymentCanarySettings Description RestApiId StageDescription StageName"), ["RestApiId"], Create)
    {
        IsTagged = true,
        Replacing = ["DeploymentCanarySettings", "RestApiId"],
        Update = Update,
        Delete = Delete,
        Read = static (account, resource) => OwnDefinition.Of(
            account.RestApis.GetValueOrDefault(resource.Text("RestApiId"))?.Deployments.GetValueOrDefault(resource.PhysicalId), DefinitionJson.WriteApiGatewayDeploymentRow),
        Place = static resource => $"/restapis/{resource.Text("RestApiId")}/deployments/{resource.PhysicalId}",
        IsStale = static (account, resource) => account.RestApis.TryGetValue(resource.Text("RestApiId"), out var api)
            && api.Deployments.TryGetValue(resource.PhysicalId, out var deployment)
            && Deployments.IsOutdated(api, deployment),
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var properties = context.Properties;
        var api = properties.Text("RestApiId") ?? "";
        var (name, stage) = Stage(context);
        var canary = properties.Object("DeploymentCanarySettings", s_canary);
        var isNew = name is not null && Stages.GetStage(context.Run.Account, api, name).Response is null;

        // What is renewed without a change of the resource is no new release: its stage goes on with it, canary or not.
        var isRenewed = name is not null && canary is null && !isNew && context is { Replaced: not null, Changed.Count: 0 };
        var request = new Deployments.CreateDeploymentRequest
        {
            StageName = isRenewed ? null : name,
            Description = properties.Text("Description"),
            CanarySettings = canary is null ? null : new CanarySettings
            {
                PercentTraffic = canary.Number("PercentTraffic") ?? 0,
                StageVariableOverrides = canary.TextMap("StageVariableOverrides"),
                UseStageCache = canary.Boolean("UseStageCache") ?? false,
            },
        };
        if (context.Apply(account => Deployments.CreateDeployment(account, api, request, context.Operations), s_places) is not { } deployment
            || (isRenewed && context.Apply(account => Point(account, api, name!, deployment.Id, context.Operations), s_places) is null))
        {
            return null;
        }

        // A stage that was there is only pointed at the deployment, where nothing is said of it.
        return name is null || canary is not null || (stage is null && !isNew) || StageProperties.Settle(context, stage, api, name) ? Value(deployment.Id) : null;
    }

    private static ResourceValue? Update(ResourceContext context)
    {
        var properties = context.Properties;
        var (api, id, description) = (properties.Text("RestApiId") ?? "", context.PhysicalId, properties.Text("Description"));
        properties.Node("DeploymentCanarySettings");
        var (name, stage) = Stage(context);
        var before = context.Existing!.Text("StageName");
        if (context.Apply(account => Deployments.UpdateDeployment(account, api, id, description), s_places) is null)
        {
            return null;
        }

        // The stage that it had and does not name any more goes, unless it serves another deployment by now.
        if (before.Length > 0 && before != name && Stages.GetStage(context.Run.Account, api, before).Response?.DeploymentId == id
            && context.Apply(account => Stages.DeleteStage(account, api, before), "StageName") is null)
        {
            return null;
        }

        // The tags of the stack are the stage's, too.
        if (name is null || !context.Changed.Any(static property => property is "StageName" or "StageDescription" or "Tags"))
        {
            return Value(id);
        }

        return context.Apply(account => Move(account, api, name, id, context.Operations), s_places) is not null && StageProperties.Settle(context, stage, api, name) ? Value(id) : null;
    }

    private static OperationResult<Stage> Move(Account account, string api, string name, string deployment, OperationContext operations) =>
        Stages.GetStage(account, api, name).Response?.DeploymentId != deployment && Deployments.CheckWithoutCanary(account.RestApis[api], name) is { } refused
            ? refused
            : Point(account, api, name, deployment, operations);

    private static OperationResult<Stage> Point(Account account, string api, string name, string deployment, OperationContext operations) =>
        Stages.GetStage(account, api, name).Response is not null
            ? Stages.UpdateStage(account, api, name, new Stages.UpdateStageRequest { DeploymentId = deployment }, operations)
            : Stages.CreateStage(account, api, new Stages.CreateStageRequest { StageName = name, DeploymentId = deployment }, operations);

    // Its stage goes with it, and the canary that it gave to a stage.
    private static AwsError? Delete(ResourceRemoval removal)
    {
        var (api, name, id) = (removal.Text("RestApiId"), removal.Text("StageName"), removal.PhysicalId);
        if (name.Length > 0 && Stages.GetStage(removal.Account, api, name).Response is { } stage)
        {
            var error = stage.DeploymentId == id ? removal.Apply(account => Stages.DeleteStage(account, api, name))
                : stage.CanarySettings?.DeploymentId == id ? removal.Apply(account => Stages.ReplaceStage(account, api, stage with { CanarySettings = null }, removal.Operations))
                : null;
            if (error is not null)
            {
                return error;
            }
        }

        return removal.Apply(account => Deployments.DeleteDeployment(account, api, id));
    }

    private static (string? Name, Section? Description) Stage(ResourceContext context)
    {
        var properties = context.Properties;
        var stage = properties.Object("StageDescription", StageProperties.Description);
        var name = properties.Text("StageName");
        if (stage is not null && string.IsNullOrEmpty(name))
        {
            properties.Fault("StageDescription", "StageDescription without StageName describes nothing.", "Give a StageName, or define an AWS::ApiGateway::Stage.");
        }

        return (string.IsNullOrEmpty(name) ? null : name, stage);
    }

    private static ResourceValue Value(string id) => new(id, ("DeploymentId", id));
}
