// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Protocol.Updates;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiGateway;

/// <summary>Stages of REST APIs as the wire has them, there and back.</summary>
internal static class StageWire
{
    public static WireValue Write(Stage stage) => WireValue.Structure(
        ("deploymentId", stage.DeploymentId),
        ("clientCertificateId", stage.ClientCertificateId),
        ("stageName", stage.StageName),
        ("description", stage.Description),
        ("cacheClusterEnabled", stage.CacheClusterEnabled),
        ("cacheClusterSize", stage.CacheClusterSize),
        ("cacheClusterStatus", stage.CacheClusterEnabled ? "AVAILABLE" : "NOT_AVAILABLE"),
        ("methodSettings", WireValue.Map(stage.MethodSettings.Select(static setting => KeyValuePair.Create(setting.Key, Write(setting.Value))))),
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
            settings[key] = ReadSetting(setting);
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

    // What is not said of a method's settings is told with its default; limits that are not said are none.
    private static WireValue Write(MethodSetting setting)
    {
        var defaults = StagePatches.MethodDefaults;
        return WireValue.Structure(
            ("metricsEnabled", setting.MetricsEnabled ?? defaults["metricsEnabled"]),
            ("loggingLevel", setting.LoggingLevel),
            ("dataTraceEnabled", setting.DataTraceEnabled ?? defaults["dataTraceEnabled"]),
            ("throttlingBurstLimit", (long?)setting.ThrottlingBurstLimit),
            ("throttlingRateLimit", setting.ThrottlingRateLimit),
            ("cachingEnabled", setting.CachingEnabled ?? defaults["cachingEnabled"]),
            ("cacheTtlInSeconds", (long?)setting.CacheTtlInSeconds ?? defaults["cacheTtlInSeconds"]),
            ("cacheDataEncrypted", setting.CacheDataEncrypted ?? defaults["cacheDataEncrypted"]),
            ("requireAuthorizationForCacheControl", setting.RequireAuthorizationForCacheControl ?? defaults["requireAuthorizationForCacheControl"]),
            ("unauthorizedCacheControlHeaderStrategy", setting.UnauthorizedCacheControlHeaderStrategy ?? defaults["unauthorizedCacheControlHeaderStrategy"]));
    }

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
