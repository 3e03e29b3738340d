// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions.Collections;

namespace Foregate.Definitions.ApiGateway;

/// <summary>One node of a REST API's tree of paths.</summary>
public sealed record Resource
{
    public required string Id { get; init; }

    /// <summary><see langword="null"/> for the root.</summary>
    public string? ParentId { get; init; }

    /// <summary>A literal, <c>{name}</c> or <c>{name+}</c>; <see langword="null"/> for the root.</summary>
    public string? PathPart { get; init; }

    /// <summary>The whole path from the root, such as <c>/pets/{id}</c>.</summary>
    public required string Path { get; init; }

    /// <summary>By HTTP method.</summary>
    public ImmutableSortedDictionary<string, Method> ResourceMethods { get; init; } = OrdinalMap.Empty<Method>();
}
