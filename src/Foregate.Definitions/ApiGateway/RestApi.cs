// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions.Collections;

namespace Foregate.Definitions.ApiGateway;

/// <summary>A REST API: its editable tree of resources, its deployments and its stages.</summary>
public sealed record RestApi
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    /// <summary>Free text.</summary>
    public string? Version { get; init; }

    public required DateTimeOffset CreatedDate { get; init; }

    public required string RootResourceId { get; init; }

    /// <summary>Media types that are not text, such as <c>image/*</c>.</summary>
    public ImmutableArray<string> BinaryMediaTypes { get; init; } = [];

    public ApiKeySourceType ApiKeySource { get; init; } = ApiKeySourceType.Header;

    public EndpointConfiguration EndpointConfiguration { get; init; } = new();

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = OrdinalMap.Empty<string>();

    /// <summary>By id; what the next deployment will freeze.</summary>
    public ImmutableSortedDictionary<string, Resource> Resources { get; init; } = OrdinalMap.Empty<Resource>();

    /// <summary>By id.</summary>
    public ImmutableSortedDictionary<string, Deployment> Deployments { get; init; } = OrdinalMap.Empty<Deployment>();

    /// <summary>By name.</summary>
    public ImmutableSortedDictionary<string, Stage> Stages { get; init; } = OrdinalMap.Empty<Stage>();
}
