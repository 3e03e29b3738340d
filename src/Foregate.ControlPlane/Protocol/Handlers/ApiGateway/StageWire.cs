// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Protocol.Updates;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiGateway;

/// <summary>Stages of REST APIs as the wire has them, there and back.</summary>
internal static class StageWire
{
    private const string All = "*/*";

    private static readonly MethodSetting s_defaults = ReadSetting(StagePatches.MethodDefaults);

    public static WireValue Write(Stage stage) => WireValue.Structure(
        ("deploymentId", stage.DeploymentId),
        ("clientCertificateId", stage.ClientCertificateId),
        ("stageName", stage.StageName),
        ("description", stage.Description),
        ("cacheClusterEnabled", stage.CacheClusterEnabled),
        ("cacheClusterSize", stage.CacheClusterSize),
        ("cacheClusterStatus", stage.CacheClusterEnabled ? "AVAILABLE" : "NOT_AVAILABLE"),
        ("methodSettings", WireValue.Map(stage.MethodSettings.Select(setting => KeyValuePair.Create(setting.Key, Write(Effective(stage, setting.Key, setting.Value)))))),
        ("variables", stage.Variables.IsEmpty ? null : WireValue.Map(stage.Variables)),
        ("documentationVersion", stage.DocumentationVersion),
        ("accessLogSettings", stage.AccessLogSettings is { } log ? WireValue.Structure(("format", log.Format), ("destinationArn", log.DestinationArn)) : null),
        ("canarySettings", stage.CanarySettings is { } canary ? Write(canary) : null),
        ("tracingEnabled", stage.TracingEnabled),
        ("webAclArn", stage.WebAclArn),
        ("tags", stage.Tags.IsEmpty ? null : WireValue.Map(stage.Tags)),
        ("createdDate", stage.CreatedDate),
        ("lastUpdatedDate", stage.LastUpdatedDate));

    /// <summary>The stage as a change left it; what is absent is gone.</summary>
    public static Stage Read(WireValue said, Stage before)
    {
        var settings = OrdinalMap.Empty<MethodSetting>().ToBuilder();
        foreach (var (key, setting) in said["methodSettings"]?.Entries ?? [])
        {
            settings[key] = before.MethodSettings.TryGetValue(key, out var was) ? Changed(was, Effective(before, key, was), ReadSetting(setting)) : ReadSetting(setting);
        }

        return before with
        {
            DeploymentId = said.GetText("deploymentId") ?? "",
            ClientCertificateId = Said(said, "clientCertificateId"),
            Description = said.GetText("description"),
            CacheClusterEnabled = said.GetBoolean("cacheClusterEnabled") ?? false,
            CacheClusterSize = Said(said, "cacheClusterSize"),
            MethodSettings = settings.ToImmutable(),
            Variables = said.GetTextMap("variables") ?? OrdinalMap.Empty<string>(),
            DocumentationVersion = Said(said, "documentationVersion"),
            AccessLogSettings = said["accessLogSettings"] is { Entries.IsEmpty: false } log
                ? new AccessLogSettings { DestinationArn = log.GetText("destinationArn"), Format = log.GetText("format") }
                : null,
            CanarySettings = ReadCanary(said["canarySettings"]),
            TracingEnabled = said.GetBoolean("tracingEnabled") ?? false,
        };
    }

    public static CanarySettings? ReadCanary(WireValue? said) => said is null ? null : new CanarySettings
    {
        PercentTraffic = said.GetNumber("percentTraffic") ?? 0,
        DeploymentId = Said(said, "deploymentId"),
        StageVariableOverrides = said.GetTextMap("stageVariableOverrides") ?? OrdinalMap.Empty<string>(),
        UseStageCache = said.GetBoolean("useStageCache") ?? false,
    };

    private static string? Said(WireValue said, string name) => said.GetText(name) is { Length: > 0 } text ? text : null;

    private static WireValue Write(CanarySettings canary) => WireValue.Structure(
        ("percentTraffic", canary.PercentTraffic),
        ("deploymentId", canary.DeploymentId),
        ("stageVariableOverrides", canary.StageVariableOverrides.IsEmpty ? null : WireValue.Map(canary.StageVariableOverrides)),
        ("useStageCache", canary.UseStageCache));

    // What is not said of one method is what is said of all, caching of GET only; what is not said at all is told with its default, and limits as none.
    private static MethodSetting Effective(Stage stage, string key, MethodSetting setting)
    {
        var all = key == All ? null : stage.MethodSettings.GetValueOrDefault(All);
        return new MethodSetting
        {
            MetricsEnabled = setting.MetricsEnabled ?? all?.MetricsEnabled ?? s_defaults.MetricsEnabled,
            LoggingLevel = setting.LoggingLevel ?? all?.LoggingLevel,
            DataTraceEnabled = setting.DataTraceEnabled ?? all?.DataTraceEnabled ?? s_defaults.DataTraceEnabled,
            ThrottlingBurstLimit = setting.ThrottlingBurstLimit ?? all?.ThrottlingBurstLimit,
            ThrottlingRateLimit = setting.ThrottlingRateLimit ?? all?.ThrottlingRateLimit,
            CachingEnabled = setting.CachingEnabled ?? (StagePatches.TakesCachingOfAll(key) ? all?.CachingEnabled : null) ?? s_defaults.CachingEnabled,
            CacheTtlInSeconds = setting.CacheTtlInSeconds ?? all?.CacheTtlInSeconds ?? s_defaults.CacheTtlInSeconds,
            CacheDataEncrypted = setting.CacheDataEncrypted ?? all?.CacheDataEncrypted ?? s_defaults.CacheDataEncrypted,
            RequireAuthorizationForCacheControl = setting.RequireAuthorizationForCacheControl ?? all?.RequireAuthorizationForCacheControl ?? s_defaults.RequireAuthorizationForCacheControl,
            UnauthorizedCacheControlHeaderStrategy = setting.UnauthorizedCacheControlHeaderStrategy ?? all?.UnauthorizedCacheControlHeaderStrategy ?? s_defaults.UnauthorizedCacheControlHeaderStrategy,
        };
    }

    // A change of something else makes nothing a method's own that it has of all. One of its own makes all of it so, as on AWS, but caching, which is GET's alone until a method asks for it.
    private static MethodSetting Changed(MethodSetting was, MethodSetting told, MethodSetting now) =>
        now == told ? was
        : now.CachingEnabled == told.CachingEnabled ? now with { CachingEnabled = was.CachingEnabled }
        : now;

    private static WireValue Write(MethodSetting setting) => WireValue.Structure(
        ("metricsEnabled", setting.MetricsEnabled),
        ("loggingLevel", setting.LoggingLevel),
        ("dataTraceEnabled", setting.DataTraceEnabled),
        ("throttlingBurstLimit", (long?)setting.ThrottlingBurstLimit),
        ("throttlingRateLimit", setting.ThrottlingRateLimit),
        ("cachingEnabled", setting.CachingEnabled),
        ("cacheTtlInSeconds", (long?)setting.CacheTtlInSeconds),
        ("cacheDataEncrypted", setting.CacheDataEncrypted),
        ("requireAuthorizationForCacheControl", setting.RequireAuthorizationForCacheControl),
        ("unauthorizedCacheControlHeaderStrategy", setting.UnauthorizedCacheControlHeaderStrategy));

    private static MethodSetting ReadSetting(WireValue said) => new()
    {
        MetricsEnabled = said.GetBoolean("metricsEnabled"),
        LoggingLevel = said.GetText("loggingLevel"),
        DataTraceEnabled = said.GetBoolean("dataTraceEnabled"),
        ThrottlingBurstLimit = said.GetInteger("throttlingBurstLimit"),
        ThrottlingRateLimit = said.GetNumber("throttlingRateLimit"),
        CachingEnabled = said.GetBoolean("cachingEnabled"),
        CacheTtlInSeconds = said.GetInteger("cacheTtlInSeconds"),
        CacheDataEncrypted = said.GetBoolean("cacheDataEncrypted"),
        RequireAuthorizationForCacheControl = said.GetBoolean("requireAuthorizationForCacheControl"),
        UnauthorizedCacheControlHeaderStrategy = said.GetText("unauthorizedCacheControlHeaderStrategy"),
    };
}
