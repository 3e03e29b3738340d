// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Emit.ResponseCache;

/// <summary>What a stage says of caching one method: an entry of the method's own, else what is said of all (<c>*/*</c>), which is about GET only.</summary>
internal sealed class CacheSettings
{
    private const string Warning = "199 Cache-control headers were ignored because the caller was unauthorized.";
    private const int DefaultSeconds = 300;

    private CacheSettings(bool isForAllMethods, int seconds, Rejection? refusal, bool allowsInvalidation, bool warns)
    {
        IsForAllMethods = isForAllMethods;
        Seconds = seconds;
        Refusal = refusal;
        AllowsInvalidation = allowsInvalidation;
        Warns = warns;
    }

    /// <summary>Whether requests other than GET are cached, too.</summary>
    public bool IsForAllMethods { get; }

    public int Seconds { get; }

    /// <summary>Whether every caller may ask for a fresh answer.</summary>
    public bool AllowsInvalidation { get; }

    /// <summary>How one who may not is refused; null to serve him nevertheless.</summary>
    public Rejection? Refusal { get; }

    /// <summary>Whether he is told that he was not heard.</summary>
    public bool Warns { get; }

    public static ReadOnlySpan<byte> WarningName => "Warning"u8;

    public static byte[] WarningValue { get; } = System.Text.Encoding.ASCII.GetBytes(Warning);

    /// <summary>Null when the method is not cached.</summary>
    public static CacheSettings? For(Stage stage, string resourcePath, Method method, Compilation c)
    {
        var own = stage.MethodSettings.GetValueOrDefault(resourcePath[1..] + "/" + method.HttpMethod);
        var common = stage.MethodSettings.GetValueOrDefault("*/*");
        var isForAll = own?.CachingEnabled == true;
        var isForGet = own?.CachingEnabled is null && common?.CachingEnabled == true && method.HttpMethod is "GET" or "ANY";
        var seconds = own?.CacheTtlInSeconds ?? common?.CacheTtlInSeconds ?? DefaultSeconds;
        // AWS: streamed answers are not cached.
        if (!stage.CacheClusterEnabled || !(isForAll || isForGet) || seconds <= 0 || method.MethodIntegration is not { } integration
            || integration.ResponseTransferMode == ResponseTransferMode.Stream)
        {
            return null;
        }

        var needsPermission = own?.RequireAuthorizationForCacheControl ?? common?.RequireAuthorizationForCacheControl ?? true;
        var strategy = own?.UnauthorizedCacheControlHeaderStrategy ?? common?.UnauthorizedCacheControlHeaderStrategy ?? "SUCCEED_WITH_RESPONSE_HEADER";
        return new CacheSettings(
            isForAll, seconds, strategy == "FAIL_WITH_403" ? Refused(resourcePath, method, c) : null, !needsPermission, strategy == "SUCCEED_WITH_RESPONSE_HEADER");
    }

    private static Rejection Refused(string resourcePath, Method method, Compilation c)
    {
        var resource = $"arn:aws:execute-api:{c.Region}:********{c.AccountId[^4..]}:{c.ApiId}/{c.StageName}/{method.HttpMethod}{resourcePath}";
        return new Rejection(
            RejectionReason.AccessDenied, 403, $"User: anonymous is not authorized to perform: execute-api:InvalidateCache on resource: {resource}",
            "AccessDeniedException", Blame.Client)
        {
            Place = $"/restapis/{c.ApiId}/stages/{c.StageName}/methodSettings",
            Detail = "Cache-Control: max-age=0 needs execute-api:InvalidateCache, and unauthorizedCacheControlHeaderStrategy is FAIL_WITH_403.",
        };
    }
}
