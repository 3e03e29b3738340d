// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Operations.ApiGateway;

/// <summary>Frozen states of a REST API: create, get, delete.</summary>
internal static class Deployments
{
    public sealed record CreateDeploymentRequest
    {
        /// <summary>The stage to create, or to point at the new deployment; <see langword="null"/> for a deployment alone.</summary>
        public string? StageName { get; init; }

        public string? Description { get; init; }

        public string? StageDescription { get; init; }

        /// <summary>Variables of the stage; <see langword="null"/> keeps those of an existing one.</summary>
        public ImmutableSortedDictionary<string, string>? Variables { get; init; }
    }

    public static OperationResult<Deployment> CreateDeployment(
        Account account, string restApiId, CreateDeploymentRequest request, OperationContext context)
    {
        if (!account.RestApis.TryGetValue(restApiId, out var api))
        {
            return AwsError.NoRestApi(account.AccountId, restApiId);
        }

        if (CheckDeployable(api) is { } error)
        {
            return error;
        }

        var snapshot = new ApiSnapshot { Resources = api.Resources, BinaryMediaTypes = api.BinaryMediaTypes, ApiKeySource = api.ApiKeySource };
        var deployment = new Deployment
        {
            Id = Identifiers.Next(6, api.Deployments.ContainsKey, "deployment", restApiId, SnapshotFingerprint.Of(snapshot)),
            Description = request.Description,
            CreatedDate = context.Now,
            Snapshot = snapshot,
        };
        account = account.With(api with { Deployments = api.Deployments.Add(deployment.Id, deployment) });
        if (request.StageName is not { } stageName)
        {
            return OperationResult<Deployment>.Done(account, deployment);
        }

        var staged = api.Stages.ContainsKey(stageName)
            ? Stages.UpdateStage(
                account,
                restApiId,
                stageName,
                new Stages.UpdateStageRequest { DeploymentId = deployment.Id, Description = request.StageDescription, Variables = request.Variables },
                context)
            : Stages.CreateStage(
                account,
                restApiId,
                new Stages.CreateStageRequest
                {
                    StageName = stageName,
                    DeploymentId = deployment.Id,
                    Description = request.StageDescription,
                    Variables = request.Variables ?? OrdinalMap.Empty<string>(),
                },
                context);
        return staged.Error is { } refused ? refused : OperationResult<Deployment>.Done(staged.Account!, deployment);
    }

    public static OperationResult<Deployment> GetDeployment(Account account, string restApiId, string deploymentId)
    {
        if (!account.RestApis.TryGetValue(restApiId, out var api))
        {
            return AwsError.NoRestApi(account.AccountId, restApiId);
        }

        return api.Deployments.TryGetValue(deploymentId, out var deployment)
            ? OperationResult<Deployment>.Done(account, deployment)
            : AwsError.NoDeployment();
    }

    /// <summary>A deployment is frozen; only what is said about it changes.</summary>
    public static OperationResult<Deployment> UpdateDeployment(Account account, string restApiId, string deploymentId, string? description)
    {
        var found = GetDeployment(account, restApiId, deploymentId);
        if (found.Error is { } error)
        {
            return error;
        }

        var api = account.RestApis[restApiId];
        var deployment = found.Response! with { Description = description };
        return OperationResult<Deployment>.Done(account.With(api with { Deployments = api.Deployments.SetItem(deploymentId, deployment) }), deployment);
    }

    public static OperationResult<Deployment> DeleteDeployment(Account account, string restApiId, string deploymentId)
    {
        if (!account.RestApis.TryGetValue(restApiId, out var api))
        {
            return AwsError.NoRestApi(account.AccountId, restApiId);
        }

        if (!api.Deployments.TryGetValue(deploymentId, out var deployment))
        {
            return AwsError.NoDeployment();
        }

        if (api.Stages.Values.Any(stage => stage.DeploymentId == deploymentId))
        {
            return AwsError.BadRequest("Active stages pointing to this deployment must be moved or deleted");
        }

        return OperationResult<Deployment>.Done(account.With(api with { Deployments = api.Deployments.Remove(deploymentId) }), deployment);
    }

    private static AwsError? CheckDeployable(RestApi api)
    {
        var methods = api.Resources.Values.SelectMany(resource => resource.ResourceMethods.Values);
        if (!methods.Any())
        {
            return AwsError.BadRequest("The REST API doesn't contain any methods");
        }

        return methods.Any(method => method.MethodIntegration is null) ? AwsError.BadRequest("No integration defined for method") : null;
    }
}
