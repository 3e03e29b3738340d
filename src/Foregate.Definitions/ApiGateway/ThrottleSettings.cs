// SPDX-License-Identifier: Apache-2.0

namespace Foregate.Definitions.ApiGateway;

/// <summary>A token bucket: how fast it fills and how much it holds.</summary>
public sealed record ThrottleSettings
{
    /// <summary>Requests that may come at once; <see langword="null"/> means this side has no limit of its own.</summary>
    public int? BurstLimit { get; init; }

    /// <summary>Requests per second; <see langword="null"/> means this side has no limit of its own.</summary>
    public double? RateLimit { get; init; }
}
