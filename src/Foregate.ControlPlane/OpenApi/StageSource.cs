// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.ControlPlane.Operations.ApiGateway.Making;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.OpenApi;

/// <summary>The <c>x-foregate-stage</c> of a document, or what holds without it: OpenAPI has no word for stages.</summary>
internal sealed record StageSource
{
    public const string Extension = "x-foregate-stage";

    public required string StageName { get; init; }

    public required SourceLocation Location { get; init; }

    public required string DocumentPath { get; init; }

    public string? Description { get; init; }

    public ImmutableSortedDictionary<string, string> Variables { get; init; } = OrdinalMap.Empty<string>();

    /// <summary>Limits by method path (REST) or route key (HTTP).</summary>
    public ImmutableSortedDictionary<string, Limits> Settings { get; init; } = OrdinalMap.Empty<Limits>();

    /// <summary>Limits of every route (HTTP).</summary>
    public Limits? Default { get; init; }

    public bool? CacheClusterEnabled { get; init; }

    public string? CacheClusterSize { get; init; }

    public string? AccessLogFormat { get; init; }

    public string? AccessLogDestination { get; init; }

    /// <summary>The canary of a REST API's stage: the deployment is the stage's own.</summary>
    public CanarySettings? Canary { get; init; }

    public string? ClientCertificateId { get; init; }

    public bool? TracingEnabled { get; init; }

    public static StageSource Read(ImportRun run, Section document, ApiKind kind)
    {
        var isRest = kind == ApiKind.Rest;
        var section = document.Object(Extension, isRest ? ObjectKinds.RestStage : ObjectKinds.HttpStage);
        var name = section?.Text("stageName");
        var log = section?.Object("accessLogSettings", ObjectKinds.AccessLogSettings);
        var stage = new StageSource
        {
            StageName = run.Options.StageName ?? name ?? (isRest ? "prod" : Operations.ApiGatewayV2.Stages.DefaultName),
            Location = section?.Location ?? document.Location,
            DocumentPath = section?.Path ?? document.Path,
            Description = section?.Text("description"),
            Variables = section?.TextMap(isRest ? "variables" : "stageVariables") ?? OrdinalMap.Empty<string>(),
            Settings = ReadSettings(run.Reading, section, isRest),
            Default = !isRest && section?.Object("defaultRouteSettings", ObjectKinds.RouteSettings) is { } all ? ReadLimits(all) : null,
            CacheClusterEnabled = isRest ? section?.Boolean("cacheClusterEnabled") : null,
            CacheClusterSize = isRest ? section?.Text("cacheClusterSize") : null,
            AccessLogFormat = log?.Text("format"),
            AccessLogDestination = log?.Text("destinationArn"),
            Canary = isRest ? ReadCanary(section?.Object("canarySettings", ObjectKinds.CanarySettings)) : null,
            ClientCertificateId = isRest ? section?.Text("clientCertificateId") : null,
            TracingEnabled = isRest ? section?.Boolean("tracingEnabled") : null,
        };
        if (section is not null)
        {
            stage.Check(run, section, isRest);
        }

        return stage;
    }

    /// <summary>In a template stages and usage plans are resources: what says otherwise is refused.</summary>
    public static void RefuseInBody(Section document)
    {
        foreach (var extension in (string[])[Extension, UsagePlanImport.Extension])
        {
            if (document.Node(extension) is not null)
            {
                document.Fault(extension, $"{extension} is for documents that are served by themselves.", "Define a resource of the template instead.");
            }
        }
    }

    private static ImmutableSortedDictionary<string, Limits> ReadSettings(ReadingContext reading, Section? section, bool isRest)
    {
        var settings = OrdinalMap.Empty<Limits>();
        if (section?.Object(isRest ? "methodSettings" : "routeSettings", ObjectKinds.MethodSettings) is not { } map)
        {
            return settings;
        }

        foreach (var entry in map.Entries())
        {
            if (Section.Open(reading, entry.Value, map.PathOf(entry.Key), isRest ? ObjectKinds.MethodSetting : ObjectKinds.RouteSettings) is not { } setting)
            {
                continue;
            }

            var key = isRest ? MethodKey(entry.Key) : entry.Key;
            if (settings.ContainsKey(key))
            {
                map.Fault(entry.Key, $"The settings of {key} are here twice.", "Keep one of them.");
            }

            settings = settings.SetItem(key, ReadLimits(setting) with
            {
                Location = entry.KeyLocation,
                DocumentPath = setting.Path,
                Method = isRest ? ReadSetting(setting) : null,
            });
        }

        return settings;
    }

    private static CanarySettings? ReadCanary(Section? section) => section is null ? null : new CanarySettings
    {
        PercentTraffic = section.Number("percentTraffic") ?? 0,
        StageVariableOverrides = section.TextMap("stageVariableOverrides"),
        UseStageCache = section.Boolean("useStageCache") ?? false,
    };

    private static MethodSetting ReadSetting(Section setting) => new()
    {
        MetricsEnabled = setting.Boolean("metricsEnabled"),
        LoggingLevel = setting.Text("loggingLevel"),
        DataTraceEnabled = setting.Boolean("dataTraceEnabled"),
        ThrottlingBurstLimit = setting.Integer("throttlingBurstLimit"),
        ThrottlingRateLimit = setting.Number("throttlingRateLimit"),
        CachingEnabled = setting.Boolean("cachingEnabled"),
        CacheTtlInSeconds = setting.Integer("cacheTtlInSeconds"),
        CacheDataEncrypted = setting.Boolean("cacheDataEncrypted"),
        RequireAuthorizationForCacheControl = setting.Boolean("requireAuthorizationForCacheControl"),
        UnauthorizedCacheControlHeaderStrategy = setting.Text("unauthorizedCacheControlHeaderStrategy"),
    };

    /// <summary>AWS writes <c>pets/{id}/GET</c>; people also write the leading slash, and <c>~1</c> as patch paths do.</summary>
    private static string MethodKey(string key)
    {
        var plain = key.Replace("~1", "/", StringComparison.Ordinal);
        if (plain == "*/*" || !plain.StartsWith('/'))
        {
            return plain;
        }

        return plain.LastIndexOf('/') == 0 ? plain : plain[1..];
    }

    private static Limits ReadLimits(Section setting) =>
        new(setting.Integer("throttlingBurstLimit"), setting.Number("throttlingRateLimit"), setting.Location, setting.Path);

    private void Check(ImportRun run, Section section, bool isRest)
    {
        var quotas = run.Operations.Quotas;
        if (StageName != Operations.ApiGatewayV2.Stages.DefaultName || isRest)
        {
            run.Check(section, "stageName", StageSettings.CheckName(StageName));
        }

        var length = isRest ? quotas.StageVariableValueLength : quotas.StageVariableValueLengthV2;
        var variables = isRest ? "variables" : "stageVariables";
        run.Check(section, variables, StageSettings.CheckVariableCount(Variables.Count, quotas));
        foreach (var (key, value) in Variables)
        {
            run.Check(section, variables, StageSettings.CheckVariables(OrdinalMap.Empty<string>().Add(key, value), quotas, length, anyValue: !isRest));
        }

        run.Check(section, "accessLogSettings", StageSettings.CheckAccessLogFormat(AccessLogFormat, quotas));
        foreach (var limits in Settings.Values.Append(Default))
        {
            if (limits is not null && CheckLimits(run, limits) is { } error)
            {
                run.Refuse(error, limits.Location, limits.DocumentPath, limits.Method is null ? "Write numbers from 0." : "Change it to what API Gateway accepts.");
            }
        }

        if (Canary is not null)
        {
            run.Check(section, "canarySettings", Stages.CheckCanary(Canary, run.Operations));
        }

        if (ClientCertificateId is not { } certificate || run.Account.ClientCertificates.ContainsKey(certificate))
        {
            return;
        }

        if (run.Options.IsAlone)
        {
            run.Reading.Notice(section.At("clientCertificateId"), $"Whether there is a client certificate {certificate} can be told only where the document is served.");
        }
        else
        {
            section.Fault(
                "clientCertificateId",
                $"There is no client certificate {certificate} in this account.",
                "Make one with GenerateClientCertificate in a gateway that keeps what calls make (--data DIR), and serve the document with the same DIR.");
        }
    }

    // The key is held against the API's methods elsewhere.
    private static AwsError? CheckLimits(ImportRun run, Limits limits) => limits.Method is { } setting
        ? AccountRoles.WithLogRole(run.Account, account => MethodSettingChecks.Check(account, "*/*", setting))
        : StageSettings.CheckThrottle(limits.RateLimit, limits.BurstLimit);

    /// <summary>A token bucket's two numbers and where they stand, and for methods of REST APIs all that is said of them.</summary>
    internal sealed record Limits(int? BurstLimit, double? RateLimit, SourceLocation Location, string DocumentPath)
    {
        public MethodSetting? Method { get; init; }
    }
}
