// SPDX-License-Identifier: Apache-2.0

using Foregate.Definitions;
using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.ControlPlane.Operations.ApiGatewayV2;

/// <summary>Frozen states of an HTTP or WebSocket API: create, get, delete, and the deployments that stages make by themselves.</summary>
internal static class Deployments
{
    private const string NoRoute = "At least one route is required before deploying the Api.";

    public static OperationResult<Deployment> CreateDeployment(
        Account account, string apiId, string? stageName, string? description, OperationContext context)
    {
        if (!account.Apis.TryGetValue(apiId, out var api))
        {
            return AwsError.NoApi(apiId);
        }

        if (stageName is not null && !api.Stages.ContainsKey(stageName))
        {
            return AwsError.NoStage();
        }

        if (stageName is not null && api.Stages[stageName].AutoDeploy)
        {
            return AwsError.BadRequest("Deployment ID cannot be set on stage because AutoDeploy is enabled");
        }

        if (!CanDeploy(api))
        {
            return AwsError.BadRequest(NoRoute);
        }

        var deployment = Freeze(api, description, autoDeployed: false, context);
        api = api with { Deployments = api.Deployments.Add(deployment.DeploymentId, deployment) };
        if (stageName is not null)
        {
            var stage = api.Stages[stageName] with { DeploymentId = deployment.DeploymentId, LastUpdatedDate = context.Now };
            api = api with { Stages = api.Stages.SetItem(stageName, stage) };
        }

        return OperationResult<Deployment>.Done(account with { Apis = account.Apis.SetItem(apiId, api) }, deployment);
    }

    /// <summary>Whether the API is no longer what the deployment froze.</summary>
    public static bool IsOutdated(Api api, Deployment deployment) => SnapshotFingerprint.Of(Snapshot(api)) != SnapshotFingerprint.Of(deployment.Snapshot);

    public static OperationResult<Deployment> GetDeployment(Account account, string apiId, string deploymentId)
    {
        if (!account.Apis.TryGetValue(apiId, out var api))
        {
            return AwsError.NoApi(apiId);
        }

        return api.Deployments.TryGetValue(deploymentId, out var deployment)
            ? OperationResult<Deployment>.Done(account, deployment)
            : AwsError.NoDeployment();
    }

    /// <summary>A deployment is frozen; only what is said about it changes.</summary>
    public static OperationResult<Deployment> UpdateDeployment(Account account, string apiId, string deploymentId, string? description)
    {
        var found = GetDeployment(account, apiId, deploymentId);
        if (found.Error is { } error)
        {
            return error;
        }

        var api = account.Apis[apiId];
        var deployment = found.Response! with { Description = PartialUpdates.Text(description, found.Response!.Description) };
        api = api with { Deployments = api.Deployments.SetItem(deploymentId, deployment) };
        return OperationResult<Deployment>.Done(account with { Apis = account.Apis.SetItem(apiId, api) }, deployment);
    }

    public static OperationResult<Deployment> DeleteDeployment(Account account, string apiId, string deploymentId)
    {
        if (!account.Apis.TryGetValue(apiId, out var api))
        {
            return AwsError.NoApi(apiId);
        }

        if (!api.Deployments.TryGetValue(deploymentId, out var deployment))
        {
            return AwsError.NoDeployment();
        }

        if (api.Stages.Values.Any(stage => stage.DeploymentId == deploymentId))
        {
            return AwsError.BadRequest("Active stages pointing to this deployment must be moved or deleted");
        }

        api = api with { Deployments = api.Deployments.Remove(deploymentId) };
        return OperationResult<Deployment>.Done(account with { Apis = account.Apis.SetItem(apiId, api) }, deployment);
    }

    /// <summary>The account with the changed API in it, deployed to every stage that deploys by itself.</summary>
    public static Account Changed(Account account, Api api, OperationContext context)
    {
        if (api.Stages.Values.Any(static stage => stage.AutoDeploy))
        {
            var deployment = CanDeploy(api) ? Freeze(api, "Automatic deployment triggered by changes to the Api configuration", autoDeployed: true, context) : null;
            if (deployment is not null)
            {
                api = api with { Deployments = api.Deployments.Add(deployment.DeploymentId, deployment) };
            }

            foreach (var stage in api.Stages.Values)
            {
                if (stage.AutoDeploy)
                {
                    var pointed = stage with
                    {
                        DeploymentId = deployment?.DeploymentId ?? stage.DeploymentId,
                        LastUpdatedDate = context.Now,
                        LastDeploymentStatusMessage = deployment is null ? $"Deployment attempt failed: {NoRoute}" : $"Successfully deployed stage with deployment ID '{deployment.DeploymentId}'",
                    };
                    api = api with { Stages = api.Stages.SetItem(stage.StageName, pointed) };
                }
            }
        }

        return account with { Apis = account.Apis.SetItem(api.ApiId, api) };
    }

    // A connection needs somebody to talk to.
    private static bool CanDeploy(Api api) => api.ProtocolType != ProtocolType.WebSocket || api.Routes.Values.Any(static route => route.Target is not null);

    private static Deployment Freeze(Api api, string? description, bool autoDeployed, OperationContext context)
    {
        var snapshot = Snapshot(api);
        return new Deployment
        {
            DeploymentId = Identifiers.Next(6, api.Deployments.ContainsKey, "deployment", api.ApiId, SnapshotFingerprint.Of(snapshot)),
            Description = description,
            AutoDeployed = autoDeployed,
            CreatedDate = context.Now,
            Snapshot = snapshot,
        };
    }

    private static ApiSnapshot Snapshot(Api api) => new()
    {
        Routes = api.Routes,
        Integrations = api.Integrations,
        CorsConfiguration = api.CorsConfiguration,
        Authorizers = api.Authorizers,
        Models = api.Models,
        ApiKeySelectionExpression = api.ApiKeySelectionExpression,
        RouteSelectionExpression = api.RouteSelectionExpression,
        DisableExecuteApiEndpoint = api.DisableExecuteApiEndpoint,
        DisableSchemaValidation = api.DisableSchemaValidation,
    };
}
