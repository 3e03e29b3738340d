// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions.Collections;

namespace Foregate.Definitions.ApiGateway;

/// <summary>A stage that a usage plan is for.</summary>
public sealed record ApiStage
{
    public required string ApiId { get; init; }

    /// <summary>The stage's name.</summary>
    public required string Stage { get; init; }

    /// <summary>Limits by <c>/path/METHOD</c>.</summary>
    public ImmutableSortedDictionary<string, ThrottleSettings> Throttle { get; init; } = OrdinalMap.Empty<ThrottleSettings>();
}
