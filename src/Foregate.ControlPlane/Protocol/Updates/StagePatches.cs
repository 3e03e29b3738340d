// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Protocol.Updates;

/// <summary>What UpdateStage may change: members, variables, settings of methods, the canary, and its promotion by copying.</summary>
internal static class StagePatches
{
    // AWS's list as it stands in its answers, with the commas that it lacks.
    private const string KnownPaths =
        "[/deploymentId, /description, /cacheClusterEnabled, /cacheClusterSize, /clientCertificateId, /accessLogSettings, /accessLogSettings/destinationArn, "
        + "/accessLogSettings/format, /{resourcePath}/{httpMethod}/metrics/enabled, /{resourcePath}/{httpMethod}/logging/dataTrace, /{resourcePath}/{httpMethod}/logging/loglevel, "
        + "/{resourcePath}/{httpMethod}/throttling/burstLimit/{resourcePath}/{httpMethod}/throttling/rateLimit/{resourcePath}/{httpMethod}/caching/ttlInSeconds, "
        + "/{resourcePath}/{httpMethod}/caching/enabled, /{resourcePath}/{httpMethod}/caching/dataEncrypted, "
        + "/{resourcePath}/{httpMethod}/caching/requireAuthorizationForCacheControl, /{resourcePath}/{httpMethod}/caching/unauthorizedCacheControlHeaderStrategy, "
        + "/*/*/metrics/enabled, /*/*/logging/dataTrace, /*/*/logging/loglevel, /*/*/throttling/burstLimit /*/*/throttling/rateLimit /*/*/caching/ttlInSeconds, "
        + "/*/*/caching/enabled, /*/*/caching/dataEncrypted, /*/*/caching/requireAuthorizationForCacheControl, /*/*/caching/unauthorizedCacheControlHeaderStrategy, "
        + "/variables/{variable_name}, /tracingEnabled]";

    private static readonly Dictionary<string, (string Member, PatchValues.Reader Reader)> s_methodSettings = new(StringComparer.Ordinal)
    {
        ["metrics/enabled"] = ("metricsEnabled", PatchValues.Boolean),
        ["logging/dataTrace"] = ("dataTraceEnabled", PatchValues.Boolean),
        ["logging/loglevel"] = ("loggingLevel", PatchValues.Text),
        ["throttling/burstLimit"] = ("throttlingBurstLimit", PatchValues.Integer),
        ["throttling/rateLimit"] = ("throttlingRateLimit", PatchValues.Number),
        ["caching/enabled"] = ("cachingEnabled", PatchValues.Boolean),
        ["caching/ttlInSeconds"] = ("cacheTtlInSeconds", PatchValues.Integer),
        ["caching/dataEncrypted"] = ("cacheDataEncrypted", PatchValues.Boolean),
        ["caching/requireAuthorizationForCacheControl"] = ("requireAuthorizationForCacheControl", PatchValues.Boolean),
        ["caching/unauthorizedCacheControlHeaderStrategy"] = ("unauthorizedCacheControlHeaderStrategy", PatchValues.Text),
    };

    // With the first change of one setting all of them are there.
    public static readonly WireValue MethodDefaults = WireValue.Structure(
        ("metricsEnabled", false), ("dataTraceEnabled", false), ("throttlingBurstLimit", 5000L), ("throttlingRateLimit", 10_000.0), ("cachingEnabled", false),
        ("cacheTtlInSeconds", 300L), ("cacheDataEncrypted", false), ("requireAuthorizationForCacheControl", true),
        ("unauthorizedCacheControlHeaderStrategy", "SUCCEED_WITH_RESPONSE_HEADER"));

    public static PatchTable Table { get; } = new(
        PatchRules.Text("/deploymentId"),
        PatchRules.Text("/description"),
        PatchRules.Boolean("/cacheClusterEnabled"),
        PatchRules.Text("/cacheClusterSize"),
        PatchRules.Text("/clientCertificateId"),
        PatchRules.Text("/documentationVersion"),
        PatchRules.Boolean("/tracingEnabled"),
        new PatchRule("/variables/{variable_name}", ["replace", "remove"], Variable),
        PatchRules.Group("/variables"),
        PatchRules.Group("/accessLogSettings"),
        new PatchRule("/accessLogSettings/{name}", PatchRules.AddReplaceRemove, AccessLog),
        PatchRules.Group("/canarySettings"),
        Canary("/canarySettings/deploymentId", PatchValues.Text),
        Canary("/canarySettings/percentTraffic", PatchValues.Number),
        Canary("/canarySettings/useStageCache", PatchValues.Boolean),
        new PatchRule("/canarySettings/stageVariableOverrides/{variable_name}", ["replace", "remove"], CanaryVariable))
    {
        Otherwise = Otherwise,
    };

    /// <summary>Whether caching of all methods is about the method of this key, too: about GET only, as the method itself or within ANY.</summary>
    public static bool TakesCachingOfAll(string key) => key.EndsWith("/GET", StringComparison.Ordinal) || key.EndsWith("/ANY", StringComparison.Ordinal);

    private static AwsError? Variable(PatchDocument document, PatchOperation operation, IReadOnlyList<string> captured)
    {
        document.Set(operation.Op == "remove" ? null : operation.Value ?? "", "variables", captured[0]);
        return null;
    }

    private static AwsError? AccessLog(PatchDocument document, PatchOperation operation, IReadOnlyList<string> captured)
    {
        if (captured[0] is not ("destinationArn" or "format"))
        {
            return AwsError.BadRequest("Invalid accessLogSettings path. Must be one of : [/accessLogSettings/destinationArn, /accessLogSettings/format]");
        }

        if (operation.Op != "remove" && string.IsNullOrEmpty(operation.Value))
        {
            return AwsError.BadRequest("Access Log value must not be empty");
        }

        document.Set(operation.Op == "remove" ? null : operation.Value, "accessLogSettings", captured[0]);
        return null;
    }

    private static PatchRule Canary(string path, PatchValues.Reader reader)
    {
        var member = PatchOperation.Segments(path);
        return new PatchRule(path, PatchRules.Replace, (document, operation, _) =>
        {
            if (!reader(operation.Value, out var value) || value is null)
            {
                return PatchValues.Invalid(operation);
            }

            BeginCanary(document);
            document.Set(value, member);
            return null;
        });
    }

    private static AwsError? CanaryVariable(PatchDocument document, PatchOperation operation, IReadOnlyList<string> captured)
    {
        if (operation.Op == "replace")
        {
            BeginCanary(document);
        }

        document.Set(operation.Op == "remove" ? null : operation.Value ?? "", "canarySettings", "stageVariableOverrides", captured[0]);
        return null;
    }

    // A stage without a canary gets one with the first change of its settings.
    private static void BeginCanary(PatchDocument document)
    {
        if (document.Get("canarySettings") is null)
        {
            document.Set(WireValue.Structure(("percentTraffic", 0.0), ("deploymentId", document.Get("deploymentId")), ("useStageCache", false)), "canarySettings");
        }
    }

    private static AwsError? Otherwise(PatchDocument document, PatchOperation operation, IReadOnlyList<string> path) => operation.Op switch
    {
        "copy" => Copy(document, operation),
        "replace" => MethodSetting(document, operation, path),
        "remove" => RemoveMethodSettings(document, operation, path),
        _ => AwsError.BadRequest($"Invalid {operation.Op} operation with path: {operation.Path}"),
    };

    private static AwsError? Copy(PatchDocument document, PatchOperation operation)
    {
        var isDeployment = (operation.Path, operation.From) is ("/deploymentId", "/canarySettings/deploymentId");
        if (!isDeployment && (operation.Path, operation.From) is not ("/variables", "/canarySettings/stageVariableOverrides"))
        {
            return AwsError.BadRequest(
                $"Invalid copy operation with path: {operation.Path} and from {operation.From}. Valid copy:path are [/deploymentId, /variables] "
                + "and valid copy:from are [/canarySettings/deploymentId, /canarySettings/stageVariableOverrides]");
        }

        if (document.Get("canarySettings") is not { } canary)
        {
            return AwsError.BadRequest("Promotion not available. Canary does not exist.");
        }

        if (isDeployment)
        {
            document.Set(canary["deploymentId"], "deploymentId");
            return null;
        }

        foreach (var (name, value) in canary["stageVariableOverrides"]?.Entries ?? [])
        {
            document.Set(value, "variables", name);
        }

        return null;
    }

    private static AwsError? MethodSetting(PatchDocument document, PatchOperation operation, IReadOnlyList<string> path)
    {
        if (path.Count < 4 || !s_methodSettings.TryGetValue(path[^2] + "/" + path[^1], out var setting))
        {
            return AwsError.BadRequest($"Invalid method setting path: {operation.Path}. Must be one of: {KnownPaths}");
        }

        if (!setting.Reader(operation.Value, out var value) || value is null)
        {
            return PatchValues.Invalid(operation);
        }

        var key = MethodKey(path, path.Count - 2);
        if (document.Get("methodSettings", key) is null)
        {
            // What holds for all methods holds for this one until it says otherwise (recorded); but nobody who limits a POST means to have it cached.
            var all = document.Get("methodSettings", "*/*");
            document.Set(all ?? MethodDefaults, "methodSettings", key);
            if (all is not null && !key.EndsWith("/GET", StringComparison.Ordinal))
            {
                document.Set(null, "methodSettings", key, "cachingEnabled");
            }
        }

        document.Set(value, "methodSettings", key, setting.Member);
        return null;
    }

    private static AwsError? RemoveMethodSettings(PatchDocument document, PatchOperation operation, IReadOnlyList<string> path)
    {
        var key = path.Count < 2 ? "" : MethodKey(path, path.Count);
        if (document.Get("methodSettings", key) is null)
        {
            return AwsError.BadRequest($"Cannot remove method setting {operation.Path!.TrimStart('/')} because there is no method setting for this method ");
        }

        document.Set(null, "methodSettings", key);
        return null;
    }

    // The path without its leading slash, whether its slashes were escaped or not, and the method.
    private static string MethodKey(IReadOnlyList<string> path, int end) =>
        string.Join('/', path.Take(end - 1)).TrimStart('/') + "/" + path[end - 1];
}
