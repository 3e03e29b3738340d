// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.Operations.ApiGateway.Making;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Operations.ApiGateway;

/// <summary>The names under which deployments of a REST API are served: create, get, update, delete.</summary>
internal static class Stages
{
    private static readonly string[] s_cacheSizes = ["0.5", "1.6", "6.1", "13.5", "28.4", "58.2", "118", "237"];

    public sealed record CreateStageRequest
    {
        public required string StageName { get; init; }

        public required string DeploymentId { get; init; }

        public string? Description { get; init; }

        public ImmutableSortedDictionary<string, string> Variables { get; init; } = OrdinalMap.Empty<string>();

        public bool CacheClusterEnabled { get; init; }

        public string? CacheClusterSize { get; init; }

        public string? DocumentationVersion { get; init; }

        public CanarySettings? CanarySettings { get; init; }

        public bool TracingEnabled { get; init; }

        public ImmutableSortedDictionary<string, string> Tags { get; init; } = OrdinalMap.Empty<string>();
    }

    /// <summary>A member that is <see langword="null"/> stays as it is.</summary>
    public sealed record UpdateStageRequest
    {
        public string? DeploymentId { get; init; }

        public string? Description { get; init; }

        public ImmutableSortedDictionary<string, string>? Variables { get; init; }

        public ImmutableSortedDictionary<string, MethodSetting>? MethodSettings { get; init; }

        public AccessLogSettings? AccessLogSettings { get; init; }

        public CanarySettings? CanarySettings { get; init; }

        public bool? CacheClusterEnabled { get; init; }

        public string? CacheClusterSize { get; init; }

        public bool? TracingEnabled { get; init; }
    }

    public static OperationResult<Stage> CreateStage(Account account, string restApiId, CreateStageRequest request, OperationContext context)
    {
        if (!account.RestApis.TryGetValue(restApiId, out var api))
        {
            return AwsError.NoRestApi(account.AccountId, restApiId);
        }

        if (StageSettings.CheckName(request.StageName) is { } error)
        {
            return error;
        }

        if (!api.Deployments.ContainsKey(request.DeploymentId))
        {
            return AwsError.NoDeployment();
        }

        if (api.Stages.ContainsKey(request.StageName))
        {
            return AwsError.StageExists();
        }

        if (api.Stages.Count >= context.Quotas.StagesPerApi)
        {
            return AwsError.TooMany("Stages", context.Quotas.StagesPerApi);
        }

        var stage = new Stage
        {
            StageName = request.StageName,
            DeploymentId = request.DeploymentId,
            Description = request.Description,
            Variables = request.Variables,
            CacheClusterEnabled = request.CacheClusterEnabled,
            CacheClusterSize = request.CacheClusterSize,
            DocumentationVersion = request.DocumentationVersion,
            CanarySettings = request.CanarySettings is { } canary ? canary with { DeploymentId = canary.DeploymentId ?? request.DeploymentId } : null,
            TracingEnabled = request.TracingEnabled,
            Tags = request.Tags,
            CreatedDate = context.Now,
            LastUpdatedDate = context.Now,
        };
        return Put(account, api, stage, context);
    }

    public static OperationResult<Stage> GetStage(Account account, string restApiId, string stageName)
    {
        if (!account.RestApis.TryGetValue(restApiId, out var api))
        {
            return AwsError.NoRestApi(account.AccountId, restApiId);
        }

        return api.Stages.TryGetValue(stageName, out var stage) ? OperationResult<Stage>.Done(account, stage) : AwsError.NoStage();
    }

    public static OperationResult<Stage> UpdateStage(
        Account account, string restApiId, string stageName, UpdateStageRequest request, OperationContext context)
    {
        if (!account.RestApis.TryGetValue(restApiId, out var api))
        {
            return AwsError.NoRestApi(account.AccountId, restApiId);
        }

        if (!api.Stages.TryGetValue(stageName, out var stage))
        {
            return AwsError.NoStage();
        }

        if (request.DeploymentId is { } deployment && !api.Deployments.ContainsKey(deployment))
        {
            return AwsError.NoDeployment();
        }

        return Put(account, api, stage with
        {
            DeploymentId = request.DeploymentId ?? stage.DeploymentId,
            Description = request.Description ?? stage.Description,
            Variables = request.Variables ?? stage.Variables,
            MethodSettings = request.MethodSettings ?? stage.MethodSettings,
            AccessLogSettings = request.AccessLogSettings ?? stage.AccessLogSettings,
            CanarySettings = request.CanarySettings ?? stage.CanarySettings,
            CacheClusterEnabled = request.CacheClusterEnabled ?? stage.CacheClusterEnabled,
            CacheClusterSize = request.CacheClusterSize ?? stage.CacheClusterSize,
            TracingEnabled = request.TracingEnabled ?? stage.TracingEnabled,
            LastUpdatedDate = context.Now,
        }, context);
    }

    /// <summary>The stage of this name as it is to be from now on, with all its members.</summary>
    public static OperationResult<Stage> ReplaceStage(Account account, string restApiId, Stage stage, OperationContext context)
    {
        var found = GetStage(account, restApiId, stage.StageName);
        if (found.Error is not null)
        {
            return found;
        }

        var api = account.RestApis[restApiId];
        return api.Deployments.ContainsKey(stage.DeploymentId) ? Put(account, api, stage with { LastUpdatedDate = context.Now }, context) : AwsError.DeploymentDoesNotExist();
    }

    /// <summary>Takes the stage out of the usage plans too: a plan never points at nothing.</summary>
    public static OperationResult<Stage> DeleteStage(Account account, string restApiId, string stageName)
    {
        if (!account.RestApis.TryGetValue(restApiId, out var api))
        {
            return AwsError.NoRestApi(account.AccountId, restApiId);
        }

        if (!api.Stages.TryGetValue(stageName, out var stage))
        {
            return AwsError.NoStage();
        }

        if (MappedApis.CheckUnmapped(account, restApiId, stageName) is { } mapped)
        {
            return mapped;
        }

        account = UsagePlans.Detach(account, entry => entry.ApiId == restApiId && entry.Stage == stageName);
        return OperationResult<Stage>.Done(account.With(api with { Stages = api.Stages.Remove(stageName) }), stage);
    }

    private static OperationResult<Stage> Put(Account account, RestApi api, Stage stage, OperationContext context)
    {
        stage = stage.CacheClusterEnabled && stage.CacheClusterSize is null ? stage with { CacheClusterSize = s_cacheSizes[0] } : stage;
        if ((context.Judge(CheckVariables(stage.Variables, context))
            ?? StageSettings.CheckAccessLogFormat(stage.AccessLogSettings?.Format, context.Quotas)
            ?? CheckNames(account, api, stage)
            ?? (stage.CanarySettings is { } canary ? CheckCanary(api, canary, context) : null)) is { } error)
        {
            return error;
        }

        // What was set before stands, whatever has become of the account's role.
        var before = api.Stages.GetValueOrDefault(stage.StageName)?.MethodSettings;
        foreach (var (key, setting) in stage.MethodSettings)
        {
            if (before?.GetValueOrDefault(key) != setting && context.Judge(MethodSettingChecks.Check(account, key, setting)) is { } invalid)
            {
                return invalid;
            }
        }

        return OperationResult<Stage>.Done(account.With(api, stage), stage);
    }

    private static AwsError? CheckVariables(ImmutableSortedDictionary<string, string> variables, OperationContext context) =>
        StageSettings.CheckVariables(variables, context.Quotas, context.Quotas.StageVariableValueLength, anyValue: false);

    // What it names must be there.
    private static AwsError? CheckNames(Account account, RestApi api, Stage stage)
    {
        if (stage.CacheClusterSize is { } size && !s_cacheSizes.Contains(size))
        {
            return AwsError.BadRequest($"Invalid cache cluster size specified: {size}. Must be one of: [{string.Join(", ", s_cacheSizes)}]");
        }

        if (stage.ClientCertificateId is { } certificate && !account.ClientCertificates.ContainsKey(certificate))
        {
            return AwsError.NotFound("Invalid Client Certificate identifier specified");
        }

        return stage.DocumentationVersion is { } version && !api.DocumentationVersions.ContainsKey(version) ? AwsError.NoDocumentationVersion() : null;
    }

    private static AwsError? CheckCanary(RestApi api, CanarySettings canary, OperationContext context) =>
        api.Deployments.ContainsKey(canary.DeploymentId ?? "") ? CheckCanary(canary, context) : AwsError.DeploymentDoesNotExist();

    /// <summary>Whether a stage can have such a canary, whatever deployment it has.</summary>
    public static AwsError? CheckCanary(CanarySettings canary, OperationContext context) => canary.PercentTraffic is >= 0 and <= 100
        ? CheckVariables(canary.StageVariableOverrides, context)
        : AwsError.BadRequest("Canary percent traffic must be between 0.0 and 100.0");
}
