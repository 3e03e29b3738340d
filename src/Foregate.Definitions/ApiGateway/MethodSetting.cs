// SPDX-License-Identifier: Apache-2.0

namespace Foregate.Definitions.ApiGateway;

/// <summary>What a stage sets for one method, or for all under <c>*/*</c>. Takes effect without a deployment.</summary>
public sealed record MethodSetting
{
    /// <summary>Requests that may come at once; <see langword="null"/> inherits.</summary>
    public int? ThrottlingBurstLimit { get; init; }

    /// <summary>Requests per second; <see langword="null"/> inherits.</summary>
    public double? ThrottlingRateLimit { get; init; }
}
