// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions.Collections;

namespace Foregate.Definitions.ApiGatewayV2;

/// <summary>A way from HTTP APIs into a network of one's own.</summary>
public sealed record VpcLink
{
    /// <summary>6 characters <c>[a-z0-9]</c>.</summary>
    public required string VpcLinkId { get; init; }

    public required string Name { get; init; }

    public ImmutableArray<string> SecurityGroupIds { get; init; } = [];

    public ImmutableArray<string> SubnetIds { get; init; } = [];

    public required DateTimeOffset CreatedDate { get; init; }

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = OrdinalMap.Empty<string>();
}
