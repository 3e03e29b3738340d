// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Operations.ApiGateway;

/// <summary>The names under which deployments of a REST API are served: create, get, update, delete.</summary>
internal static class Stages
{
    public sealed record CreateStageRequest
    {
        public required string StageName { get; init; }

        public required string DeploymentId { get; init; }

        public string? Description { get; init; }

        public ImmutableSortedDictionary<string, string> Variables { get; init; } = OrdinalMap.Empty<string>();

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

        if (CheckVariables(request.Variables, context) is { } invalid)
        {
            return invalid;
        }

        var stage = new Stage
        {
            StageName = request.StageName,
            DeploymentId = request.DeploymentId,
            Description = request.Description,
            Variables = request.Variables,
            Tags = request.Tags,
            CreatedDate = context.Now,
            LastUpdatedDate = context.Now,
        };
        return OperationResult<Stage>.Done(account.With(api, stage), stage);
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

        if (request.Variables is { } variables && CheckVariables(variables, context) is { } invalid)
        {
            return invalid;
        }

        if (StageSettings.CheckAccessLogFormat(request.AccessLogSettings?.Format, context.Quotas) is { } format)
        {
            return format;
        }

        foreach (var (key, setting) in request.MethodSettings ?? OrdinalMap.Empty<MethodSetting>())
        {
            if (CheckMethodSetting(key, setting) is { } error)
            {
                return error;
            }
        }

        stage = stage with
        {
            DeploymentId = request.DeploymentId ?? stage.DeploymentId,
            Description = request.Description ?? stage.Description,
            Variables = request.Variables ?? stage.Variables,
            MethodSettings = request.MethodSettings ?? stage.MethodSettings,
            AccessLogSettings = request.AccessLogSettings ?? stage.AccessLogSettings,
            LastUpdatedDate = context.Now,
        };
        return OperationResult<Stage>.Done(account.With(api, stage), stage);
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

        account = UsagePlans.Detach(account, entry => entry.ApiId == restApiId && entry.Stage == stageName);
        return OperationResult<Stage>.Done(account.With(api with { Stages = api.Stages.Remove(stageName) }), stage);
    }

    private static AwsError? CheckVariables(ImmutableSortedDictionary<string, string> variables, OperationContext context) =>
        StageSettings.CheckVariables(variables, context.Quotas, context.Quotas.StageVariableValueLength, anyValue: false);

    private static AwsError? CheckMethodSetting(string key, MethodSetting setting)
    {
        var slash = key.LastIndexOf('/');
        if (key != "*/*" && (slash < 0 || !Methods.IsHttpMethod(key[(slash + 1)..])))
        {
            return AwsError.BadRequest($"Invalid method setting path: /{key}. Must be one of: [/*/*, /{{resourcePath}}/{{httpMethod}}]");
        }

        return StageSettings.CheckThrottle(setting.ThrottlingRateLimit, setting.ThrottlingBurstLimit);
    }
}
