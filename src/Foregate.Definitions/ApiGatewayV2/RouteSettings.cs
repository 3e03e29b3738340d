// SPDX-License-Identifier: Apache-2.0

namespace Foregate.Definitions.ApiGatewayV2;

/// <summary>What a stage sets for one route, or for all. Takes effect without a deployment.</summary>
public sealed record RouteSettings
{
    /// <summary>Requests that may come at once; <see langword="null"/> inherits.</summary>
    public int? ThrottlingBurstLimit { get; init; }

    /// <summary>Requests per second; <see langword="null"/> inherits.</summary>
    public double? ThrottlingRateLimit { get; init; }

    public bool? DataTraceEnabled { get; init; }

    public bool? DetailedMetricsEnabled { get; init; }

    /// <summary><c>OFF</c>, <c>ERROR</c> or <c>INFO</c>.</summary>
    public string? LoggingLevel { get; init; }
}
