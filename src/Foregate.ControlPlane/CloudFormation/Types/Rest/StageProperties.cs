// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.CloudFormation.Types.Rest;

/// <summary>What templates say of a stage, as a resource of its own or as the description in a deployment.</summary>
internal static class StageProperties
{
    /// <summary>Properties that both have.</summary>
    public const string Common =
        "AccessLogSetting CacheClusterEnabled CacheClusterSize CanarySetting ClientCertificateId Description DocumentationVersion MethodSettings Tags TracingEnabled Variables";

    private const string Settings = "CacheDataEncrypted CacheTtlInSeconds CachingEnabled DataTraceEnabled LoggingLevel MetricsEnabled ThrottlingBurstLimit ThrottlingRateLimit";

    private static readonly ObjectKind s_methodSetting = new("the method setting", $"HttpMethod ResourcePath {Settings}");

    private static readonly ObjectKind s_accessLog = new("the access log setting", "DestinationArn Format");

    private static readonly ObjectKind s_canary = new("the canary setting", "DeploymentId PercentTraffic StageVariableOverrides UseStageCache");

    private static readonly (string Words, string Property)[] s_places =
    [
        ("canary", "CanarySetting"), ("client certificate", "ClientCertificateId"), ("documentation version", "DocumentationVersion"), ("cache cluster size", "CacheClusterSize"),
        ("variable", "Variables"), ("access log", "AccessLogSetting"), ("method setting", "MethodSettings"), ("logging", "MethodSettings"), ("cache", "MethodSettings"),
        ("throttling", "MethodSettings"), ("deployment", "CanarySetting"),
    ];

    /// <summary>What a deployment can say of its stage: settings of all methods, too, in its own properties.</summary>
    public static ObjectKind Description { get; } = new("the stage description", $"{Common} {Settings}");

    /// <summary>Gives a stage everything that is said of it, and the defaults of everything else; false after a fault.</summary>
    /// <param name="section"><see langword="null"/> where nothing at all is said.</param>
    public static bool Settle(ResourceContext context, Section? section, string api, string name)
    {
        if (Stages.GetStage(context.Run.Account, api, name).Response is not { } stage)
        {
            return false;
        }

        stage = Said(context, section, stage);
        return context.Apply(section, account => AccountRoles.WithLogRole(account, settled => Stages.ReplaceStage(settled, api, stage, context.Operations)), s_places) is not null;
    }

    private static Stage Said(ResourceContext context, Section? section, Stage stage)
    {
        if (section is null)
        {
            return new Stage { StageName = stage.StageName, DeploymentId = stage.DeploymentId, CreatedDate = stage.CreatedDate, LastUpdatedDate = stage.LastUpdatedDate, WebAclArn = stage.WebAclArn };
        }

        var log = section.Object("AccessLogSetting", s_accessLog);
        return stage with
        {
            AccessLogSettings = log is null ? null : new AccessLogSettings { DestinationArn = log.Text("DestinationArn"), Format = log.Text("Format") },
            CacheClusterEnabled = section.Boolean("CacheClusterEnabled") ?? false,
            CacheClusterSize = section.Text("CacheClusterSize"),
            CanarySettings = section.Object("CanarySetting", s_canary) is { } canary ? Canary(canary, stage.DeploymentId) : null,
            ClientCertificateId = section.Text("ClientCertificateId"),
            Description = section.Text("Description"),
            DocumentationVersion = section.Text("DocumentationVersion"),
            MethodSettings = ReadMethodSettings(context, section),
            Tags = ResourceTags.Of(context, section),
            TracingEnabled = section.Boolean("TracingEnabled") ?? false,
            Variables = section.TextMap("Variables"),
        };
    }

    private static CanarySettings Canary(Section section, string deploymentId) => new()
    {
        DeploymentId = section.Text("DeploymentId") ?? deploymentId,
        PercentTraffic = section.Number("PercentTraffic") ?? 0,
        StageVariableOverrides = section.TextMap("StageVariableOverrides"),
        UseStageCache = section.Boolean("UseStageCache") ?? false,
    };

    private static ImmutableSortedDictionary<string, MethodSetting> ReadMethodSettings(ResourceContext context, Section section)
    {
        var settings = OrdinalMap.Empty<MethodSetting>();
        if (Read(section, new MethodSetting()) is var all && all != new MethodSetting())
        {
            settings = settings.Add("*/*", all);
        }

        foreach (var item in context.Objects(section, "MethodSettings", s_methodSetting))
        {
            var key = Key(item.Text("ResourcePath") ?? "/*", item.Text("HttpMethod") ?? "*");
            settings = settings.SetItem(key, Read(item, settings.GetValueOrDefault(key) ?? new MethodSetting()));
        }

        return settings;
    }

    // What is not said stays as it was said before it.
    private static MethodSetting Read(Section section, MethodSetting before) => before with
    {
        CacheDataEncrypted = section.Boolean("CacheDataEncrypted") ?? before.CacheDataEncrypted,
        CacheTtlInSeconds = section.Integer("CacheTtlInSeconds") ?? before.CacheTtlInSeconds,
        CachingEnabled = section.Boolean("CachingEnabled") ?? before.CachingEnabled,
        DataTraceEnabled = section.Boolean("DataTraceEnabled") ?? before.DataTraceEnabled,
        LoggingLevel = section.Text("LoggingLevel") ?? before.LoggingLevel,
        MetricsEnabled = section.Boolean("MetricsEnabled") ?? before.MetricsEnabled,
        ThrottlingBurstLimit = section.Integer("ThrottlingBurstLimit") ?? before.ThrottlingBurstLimit,
        ThrottlingRateLimit = section.Number("ThrottlingRateLimit") ?? before.ThrottlingRateLimit,
    };

    // CloudFormation writes /~1pets~1{id} for what operations call pets/{id}; /* with * is everything.
    private static string Key(string path, string verb)
    {
        var plain = path.Replace("~1", "/", StringComparison.Ordinal).Trim('/');
        return plain == "*" ? $"*/{verb}" : $"{plain}/{verb}";
    }
}
