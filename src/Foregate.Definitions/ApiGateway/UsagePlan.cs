// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions.Collections;

namespace Foregate.Definitions.ApiGateway;

/// <summary>Which API keys may call which stages, and how much.</summary>
public sealed record UsagePlan
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    public ImmutableArray<ApiStage> ApiStages { get; init; } = [];

    /// <summary>The limit of each key in the plan.</summary>
    public ThrottleSettings? Throttle { get; init; }

    public QuotaSettings? Quota { get; init; }

    /// <summary>By the id of the API key.</summary>
    public ImmutableSortedDictionary<string, UsagePlanKey> Keys { get; init; } = OrdinalMap.Empty<UsagePlanKey>();

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = OrdinalMap.Empty<string>();

    /// <summary>Of AWS's marketplace.</summary>
    public string? ProductCode { get; init; }
}
