// SPDX-License-Identifier: Apache-2.0

namespace Foregate.Definitions.ApiGateway;

/// <summary>What a stage sets for one method, or for all under <c>*/*</c>. Takes effect without a deployment.</summary>
public sealed record MethodSetting
{
    /// <summary>Requests that may come at once; <see langword="null"/> inherits.</summary>
    public int? ThrottlingBurstLimit { get; init; }

    /// <summary>Requests per second; <see langword="null"/> inherits.</summary>
    public double? ThrottlingRateLimit { get; init; }

    public bool? MetricsEnabled { get; init; }

    /// <summary><c>OFF</c>, <c>ERROR</c> or <c>INFO</c>.</summary>
    public string? LoggingLevel { get; init; }

    public bool? DataTraceEnabled { get; init; }

    public bool? CachingEnabled { get; init; }

    /// <summary>0 to 3600.</summary>
    public int? CacheTtlInSeconds { get; init; }

    public bool? CacheDataEncrypted { get; init; }

    public bool? RequireAuthorizationForCacheControl { get; init; }

    /// <summary><c>FAIL_WITH_403</c>, <c>SUCCEED_WITH_RESPONSE_HEADER</c> or <c>SUCCEED_WITHOUT_RESPONSE_HEADER</c>.</summary>
    public string? UnauthorizedCacheControlHeaderStrategy { get; init; }
}
