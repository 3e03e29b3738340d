// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations;
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

    public static StageSource Read(ImportRun run, Section document, ApiKind kind)
    {
        var isRest = kind == ApiKind.Rest;
        var section = document.Object(Extension, isRest ? ObjectKinds.RestStage : ObjectKinds.HttpStage);
        var name = section?.Text("stageName");
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
            AccessLogFormat = section?.Object("accessLogSettings", ObjectKinds.AccessLogSettings)?.Text("format"),
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
                CachingEnabled = isRest ? setting.Boolean("cachingEnabled") : null,
                CacheTtlInSeconds = isRest ? setting.Integer("cacheTtlInSeconds") : null,
                CacheDataEncrypted = isRest ? setting.Boolean("cacheDataEncrypted") : null,
                RequireAuthorizationForCacheControl = isRest ? setting.Boolean("requireAuthorizationForCacheControl") : null,
                UnauthorizedCacheControlHeaderStrategy = isRest ? setting.Text("unauthorizedCacheControlHeaderStrategy") : null,
            });
        }

        return settings;
    }

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
            if (limits is not null && StageSettings.CheckThrottle(limits.RateLimit, limits.BurstLimit) is { } error)
            {
                run.Refuse(error, limits.Location, limits.DocumentPath, "Write numbers from 0.");
            }
        }
    }

    /// <summary>A token bucket's two numbers and where they stand, and what is said of caching beside them (REST).</summary>
    internal sealed record Limits(int? BurstLimit, double? RateLimit, SourceLocation Location, string DocumentPath)
    {
        public bool? CachingEnabled { get; init; }

        public int? CacheTtlInSeconds { get; init; }

        public bool? CacheDataEncrypted { get; init; }

        public bool? RequireAuthorizationForCacheControl { get; init; }

        public string? UnauthorizedCacheControlHeaderStrategy { get; init; }
    }
}
