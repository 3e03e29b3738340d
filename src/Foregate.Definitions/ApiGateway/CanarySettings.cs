// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions.Collections;

namespace Foregate.Definitions.ApiGateway;

/// <summary>A share of a stage's requests that another deployment answers.</summary>
public sealed record CanarySettings
{
    /// <summary>0 to 100.</summary>
    public double PercentTraffic { get; init; }

    public string? DeploymentId { get; init; }

    public ImmutableSortedDictionary<string, string> StageVariableOverrides { get; init; } = OrdinalMap.Empty<string>();

    public bool UseStageCache { get; init; }
}
