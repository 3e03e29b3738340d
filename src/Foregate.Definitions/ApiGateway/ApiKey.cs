// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions.Collections;

namespace Foregate.Definitions.ApiGateway;

/// <summary>A secret that names a caller.</summary>
public sealed record ApiKey
{
    public required string Id { get; init; }

    /// <summary>20 to 128 characters.</summary>
    public required string Value { get; init; }

    public string? Name { get; init; }

    public string? Description { get; init; }

    public string? CustomerId { get; init; }

    /// <summary>A disabled key counts as none.</summary>
    public bool Enabled { get; init; }

    public required DateTimeOffset CreatedDate { get; init; }

    public required DateTimeOffset LastUpdatedDate { get; init; }

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = OrdinalMap.Empty<string>();

    /// <summary>What the key was once for: <c>{apiId}/{stage}</c>. Usage plans decide today.</summary>
    public ImmutableArray<string> StageKeys { get; init; } = [];
}
