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

        public bool? CacheClusterEnabled { get; init; }

        public string? CacheClusterSize { get; init; }

        public bool? TracingEnabled { get; init; }

        /// <summary>Gives the stage, which must be there, a canary of the new deployment; the stage's own stays.</summary>
        public CanarySettings? CanarySettings { get; init; }
    }

    public static OperationResult<Deployment> CreateDeployment(
        Account account, string restApiId, CreateDeploymentRequest request, OperationContext context)
    {
        if (!account.RestApis.TryGetValue(restApiId, out var api))
        {
            return AwsError.NoRestApi(account.AccountId, restApiId);
        }

        if ((context.Judge(CheckDeployable(api)) ?? (request.CanarySettings is null ? CheckWithoutCanary(api, request.StageName) : CheckCanary(api, request.StageName))) is { } error)
        {
            return error;
        }

        var snapshot = Freeze(api);
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
                new Stages.UpdateStageRequest
                {
                    DeploymentId = request.CanarySettings is null ? deployment.Id : null,
                    CanarySettings = request.CanarySettings is { } canary ? canary with { DeploymentId = deployment.Id } : null,
                    Description = request.StageDescription,
                    Variables = request.Variables,
                    CacheClusterEnabled = request.CacheClusterEnabled,
                    CacheClusterSize = request.CacheClusterSize,
                    TracingEnabled = request.TracingEnabled,
                },
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
                    CacheClusterEnabled = request.CacheClusterEnabled ?? false,
                    CacheClusterSize = request.CacheClusterSize,
                    TracingEnabled = request.TracingEnabled ?? false,
                },
                context);
        return staged.Error is { } refused ? refused : OperationResult<Deployment>.Done(staged.Account!, deployment);
    }

    /// <summary>Whether the API is no longer what the deployment froze.</summary>
    public static bool IsOutdated(RestApi api, Deployment deployment) => SnapshotFingerprint.Of(Freeze(api)) != SnapshotFingerprint.Of(deployment.Snapshot);

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

        if (api.Stages.Values.Any(stage => stage.DeploymentId == deploymentId || stage.CanarySettings?.DeploymentId == deploymentId))
        {
            return AwsError.BadRequest("Active stages pointing to this deployment must be moved or deleted");
        }

        return OperationResult<Deployment>.Done(account.With(api with { Deployments = api.Deployments.Remove(deploymentId) }), deployment);
    }

    // The texts as AWS has them, blanks and all.
    private static AwsError? CheckCanary(RestApi api, string? stageName) =>
        stageName is null
            ? AwsError.BadRequest("Invalid deployment content specified.Non null and non empty stageName must be provided for canary deployment. Provided value is null")
        : api.Stages.ContainsKey(stageName) ? null
        : AwsError.BadRequest($"Invalid deployment content specified.Stage {stageName} must already be created before making a canary release deployment");

    /// <summary>Whether a deployment that is no canary can go to the stage: what one with a canary serves changes by promotion only.</summary>
    public static AwsError? CheckWithoutCanary(RestApi api, string? stageName) =>
        stageName is not null && api.Stages.GetValueOrDefault(stageName)?.CanarySettings is not null
            ? AwsError.BadRequest($"Invalid deployment content specified.Non canary deployment not supported on stage {stageName} because Canary is enabled. Provide CanarySettings in deploymentInput.")
            : null;

    private static AwsError? CheckDeployable(RestApi api)
    {
        var methods = api.Resources.Values.SelectMany(resource => resource.ResourceMethods.Values);
        if (!methods.Any())
        {
            return AwsError.BadRequest("The REST API doesn't contain any methods");
        }

        return methods.Any(method => method.MethodIntegration is null) ? AwsError.BadRequest("No integration defined for method") : null;
    }

    /// <summary>What a deployment made now would freeze.</summary>
    public static ApiSnapshot Freeze(RestApi api) => new()
    {
        Resources = api.Resources,
        BinaryMediaTypes = api.BinaryMediaTypes,
        ApiKeySource = api.ApiKeySource,
        MinimumCompressionSize = api.MinimumCompressionSize,
        Policy = api.Policy,
        Models = api.Models,
        RequestValidators = api.RequestValidators,
        Authorizers = api.Authorizers,
        GatewayResponses = api.GatewayResponses,
    };
}
