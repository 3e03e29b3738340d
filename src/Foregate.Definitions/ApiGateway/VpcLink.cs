// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions.Collections;

namespace Foregate.Definitions.ApiGateway;

/// <summary>A way from REST APIs to a network load balancer.</summary>
public sealed record VpcLink
{
    /// <summary>6 characters <c>[a-z0-9]</c>.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    /// <summary>The load balancer's ARN.</summary>
    public ImmutableArray<string> TargetArns { get; init; } = [];

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = OrdinalMap.Empty<string>();
}
