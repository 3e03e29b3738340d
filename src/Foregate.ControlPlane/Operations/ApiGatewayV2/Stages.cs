// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions;
using Foregate.Definitions.ApiGatewayV2;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Operations.ApiGatewayV2;

/// <summary>The names under which deployments of an HTTP or WebSocket API are served: create, get, update, delete.</summary>
internal static class Stages
{
    public const string DefaultName = "$default";

    public sealed record CreateStageRequest
    {
        public required string StageName { get; init; }

        public string? DeploymentId { get; init; }

        public string? Description { get; init; }

        public bool AutoDeploy { get; init; }

        public ImmutableSortedDictionary<string, string> StageVariables { get; init; } = OrdinalMap.Empty<string>();

        public RouteSettings DefaultRouteSettings { get; init; } = new();

        public ImmutableSortedDictionary<string, RouteSettings> RouteSettings { get; init; } = OrdinalMap.Empty<RouteSettings>();

        public AccessLogSettings? AccessLogSettings { get; init; }

        public string? ClientCertificateId { get; init; }

        public ImmutableSortedDictionary<string, string> Tags { get; init; } = OrdinalMap.Empty<string>();
    }

    /// <summary>A member that is <see langword="null"/> stays as it is; an empty text goes.</summary>
    public sealed record UpdateStageRequest
    {
        public string? DeploymentId { get; init; }

        public string? Description { get; init; }

        public bool? AutoDeploy { get; init; }

        /// <summary>Those that are not named stay; an empty value takes its variable away.</summary>
        public ImmutableSortedDictionary<string, string>? StageVariables { get; init; }

        /// <summary>What is not said in it stays.</summary>
        public RouteSettings? DefaultRouteSettings { get; init; }

        /// <summary>Routes that are not named stay, and what is not said of those that are.</summary>
        public ImmutableSortedDictionary<string, RouteSettings>? RouteSettings { get; init; }

        public AccessLogSettings? AccessLogSettings { get; init; }

        public string? ClientCertificateId { get; init; }
    }

    public static OperationResult<Stage> CreateStage(Account account, string apiId, CreateStageRequest request, OperationContext context)
    {
        if (!account.Apis.TryGetValue(apiId, out var api))
        {
            return AwsError.NoApi(apiId);
        }

        if ((request.StageName != DefaultName || api.ProtocolType == ProtocolType.WebSocket) && StageSettings.CheckName(request.StageName) is { } error)
        {
            return error;
        }

        if (api.Stages.ContainsKey(request.StageName))
        {
            return AwsError.StageExists();
        }

        if (api.Stages.Count >= context.Quotas.StagesPerApi)
        {
            return AwsError.TooMany("Stages", context.Quotas.StagesPerApi);
        }

        var stage = new Stage { StageName = request.StageName, DeploymentId = request.DeploymentId, CreatedDate = context.Now, LastUpdatedDate = context.Now };
        return Put(account, api, Said(stage, request), request.DeploymentId, context);
    }

    public static OperationResult<Stage> GetStage(Account account, string apiId, string stageName)
    {
        if (!account.Apis.TryGetValue(apiId, out var api))
        {
            return AwsError.NoApi(apiId);
        }

        return api.Stages.TryGetValue(stageName, out var stage) ? OperationResult<Stage>.Done(account, stage) : AwsError.NoStage();
    }

    public static OperationResult<Stage> UpdateStage(
        Account account, string apiId, string stageName, UpdateStageRequest request, OperationContext context)
    {
        if (!account.Apis.TryGetValue(apiId, out var api))
        {
            return AwsError.NoApi(apiId);
        }

        if (!api.Stages.TryGetValue(stageName, out var stage))
        {
            return AwsError.NoStage();
        }

        stage = stage with
        {
            DeploymentId = request.DeploymentId ?? stage.DeploymentId,
            Description = PartialUpdates.Text(request.Description, stage.Description),
            AutoDeploy = request.AutoDeploy ?? stage.AutoDeploy,
            StageVariables = PartialUpdates.Map(request.StageVariables, stage.StageVariables),
            DefaultRouteSettings = Merge(request.DefaultRouteSettings, stage.DefaultRouteSettings),
            RouteSettings = (request.RouteSettings ?? OrdinalMap.Empty<RouteSettings>()).Aggregate(
                stage.RouteSettings, static (all, said) => all.SetItem(said.Key, Merge(said.Value, all.GetValueOrDefault(said.Key) ?? new RouteSettings()))),
            AccessLogSettings = request.AccessLogSettings is { } log ? Said(log) : stage.AccessLogSettings,
            ClientCertificateId = PartialUpdates.Text(request.ClientCertificateId, stage.ClientCertificateId),
            LastUpdatedDate = context.Now,
        };
        return Put(account, api, stage, request.DeploymentId, context);
    }

    /// <summary>The stage as if it were made anew: what the request does not say is at its default, but for the deployment that it is at.</summary>
    public static OperationResult<Stage> ReplaceStage(Account account, string apiId, CreateStageRequest request, OperationContext context)
    {
        var found = GetStage(account, apiId, request.StageName);
        if (found.Error is { } error)
        {
            return error;
        }

        var stage = found.Response! with { DeploymentId = request.DeploymentId ?? found.Response.DeploymentId, LastUpdatedDate = context.Now };
        return Put(account, account.Apis[apiId], Said(stage, request), request.DeploymentId, context);
    }

    public static OperationResult<Stage> DeleteAccessLogSettings(Account account, string apiId, string stageName, OperationContext context) =>
        Change(account, apiId, stageName, context, static stage => stage with { AccessLogSettings = null });

    /// <summary>The route keeps the stage's own settings.</summary>
    public static OperationResult<Stage> DeleteRouteSettings(Account account, string apiId, string stageName, string routeKey, OperationContext context)
    {
        var found = GetStage(account, apiId, stageName);
        return found.Response is { } known && !known.RouteSettings.ContainsKey(routeKey)
            ? AwsError.NotFound($"Unable to find route settings for the route key {routeKey}")
            : Change(account, apiId, stageName, context, stage => stage with { RouteSettings = stage.RouteSettings.Remove(routeKey) });
    }

    public static OperationResult<Stage> DeleteStage(Account account, string apiId, string stageName)
    {
        if (!account.Apis.TryGetValue(apiId, out var api))
        {
            return AwsError.NoApi(apiId);
        }

        if (!api.Stages.TryGetValue(stageName, out var stage))
        {
            return AwsError.NoStage();
        }

        if (stage.ApiGatewayManaged)
        {
            return AwsError.Managed($"Stage {stageName}");
        }

        if (MappedApis.CheckUnmapped(account, apiId, stageName) is { } mapped)
        {
            return mapped;
        }

        api = api with { Stages = api.Stages.Remove(stageName) };
        return OperationResult<Stage>.Done(account with { Apis = account.Apis.SetItem(apiId, api) }, stage);
    }

    /// <summary>Forgets what authorizers said; there is nothing to do for a gateway that remembers nothing.</summary>
    public static OperationResult<Stage> ResetAuthorizersCache(Account account, string apiId, string stageName) => GetStage(account, apiId, stageName);

    // AWS: settings that say nothing are none.
    private static AccessLogSettings? Said(AccessLogSettings? log) => log is { DestinationArn: not (null or "") } or { Format: not (null or "") } ? log : null;

    private static RouteSettings Merge(RouteSettings? said, RouteSettings before) => said is null ? before : new RouteSettings
    {
        ThrottlingBurstLimit = said.ThrottlingBurstLimit ?? before.ThrottlingBurstLimit,
        ThrottlingRateLimit = said.ThrottlingRateLimit ?? before.ThrottlingRateLimit,
        DataTraceEnabled = said.DataTraceEnabled ?? before.DataTraceEnabled,
        DetailedMetricsEnabled = said.DetailedMetricsEnabled ?? before.DetailedMetricsEnabled,
        LoggingLevel = said.LoggingLevel ?? before.LoggingLevel,
    };

    private static Stage Said(Stage stage, CreateStageRequest request) => stage with
    {
        Description = request.Description,
        AutoDeploy = request.AutoDeploy,
        StageVariables = request.StageVariables,
        DefaultRouteSettings = request.DefaultRouteSettings,
        RouteSettings = request.RouteSettings,
        AccessLogSettings = Said(request.AccessLogSettings),
        ClientCertificateId = request.ClientCertificateId,
        Tags = request.Tags,
    };

    private static OperationResult<Stage> Change(Account account, string apiId, string stageName, OperationContext context, Func<Stage, Stage> change)
    {
        var found = GetStage(account, apiId, stageName);
        return found.Response is { } stage ? Put(account, account.Apis[apiId], change(stage) with { LastUpdatedDate = context.Now }, null, context) : found;
    }

    private static OperationResult<Stage> Put(Account account, Api api, Stage stage, string? deploymentId, OperationContext context)
    {
        if ((Check(api, stage, deploymentId, context) ?? CheckProtocol(account, api, stage)) is { } error)
        {
            return error;
        }

        var deploys = stage.AutoDeploy && (!api.Stages.TryGetValue(stage.StageName, out var before) || !before.AutoDeploy);
        api = api with { Stages = api.Stages.SetItem(stage.StageName, stage) };
        account = deploys ? Deployments.Changed(account, api, context) : account with { Apis = account.Apis.SetItem(api.ApiId, api) };
        return OperationResult<Stage>.Done(account, account.Apis[api.ApiId].Stages[stage.StageName]);
    }

    private static AwsError? Check(Api api, Stage stage, string? deploymentId, OperationContext context)
    {
        if (deploymentId is not null)
        {
            if (stage.AutoDeploy)
            {
                return AwsError.BadRequest("Deployment ID cannot be set on stage because AutoDeploy is enabled");
            }

            if (!api.Deployments.ContainsKey(deploymentId))
            {
                return AwsError.NoDeployment();
            }
        }

        foreach (var (key, settings) in stage.RouteSettings)
        {
            if (!api.Routes.Values.Any(route => route.RouteKey == key))
            {
                return AwsError.NotFound($"Unable to find Route by key {key} within the provided RouteSettings");
            }

            if (StageSettings.CheckThrottle(settings.ThrottlingRateLimit, settings.ThrottlingBurstLimit) is { } limits)
            {
                return limits;
            }
        }

        return StageSettings.CheckThrottle(stage.DefaultRouteSettings.ThrottlingRateLimit, stage.DefaultRouteSettings.ThrottlingBurstLimit)
            ?? StageSettings.CheckVariables(stage.StageVariables, context.Quotas, context.Quotas.StageVariableValueLengthV2, anyValue: true)
            ?? StageSettings.CheckAccessLogFormat(stage.AccessLogSettings?.Format, context.Quotas);
    }

    private static AwsError? CheckProtocol(Account account, Api api, Stage stage)
    {
        if (api.ProtocolType == ProtocolType.WebSocket)
        {
            return stage.ClientCertificateId is { } id && !account.ClientCertificates.ContainsKey(id) ? AwsError.NoClientCertificate() : null;
        }

        return stage.ClientCertificateId is not null ? AwsError.NotForProtocol("ClientCertificateId", "HTTP")
            : stage.RouteSettings.Values.Append(stage.DefaultRouteSettings).Any(static settings => settings.DataTraceEnabled == true || settings.LoggingLevel is not (null or "OFF"))
                ? AwsError.BadRequest("Execution logs are not supported on protocolType HTTP")
            : null;
    }
}
