// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions.Collections;

namespace Foregate.Definitions.ApiGatewayV2;

/// <summary>An HTTP API: its editable routes and integrations, its deployments and its stages.</summary>
public sealed record Api
{
    public required string ApiId { get; init; }

    public required string Name { get; init; }

    public ProtocolType ProtocolType { get; init; } = ProtocolType.Http;

    public string? Description { get; init; }

    /// <summary>Free text.</summary>
    public string? Version { get; init; }

    public required DateTimeOffset CreatedDate { get; init; }

    /// <summary><see langword="null"/> leaves cross-origin rules to the back ends.</summary>
    public Cors? CorsConfiguration { get; init; }

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = OrdinalMap.Empty<string>();

    /// <summary>By id.</summary>
    public ImmutableSortedDictionary<string, Route> Routes { get; init; } = OrdinalMap.Empty<Route>();

    /// <summary>By id.</summary>
    public ImmutableSortedDictionary<string, Integration> Integrations { get; init; } = OrdinalMap.Empty<Integration>();

    /// <summary>By id.</summary>
    public ImmutableSortedDictionary<string, Deployment> Deployments { get; init; } = OrdinalMap.Empty<Deployment>();

    /// <summary>By name.</summary>
    public ImmutableSortedDictionary<string, Stage> Stages { get; init; } = OrdinalMap.Empty<Stage>();

    /// <summary><see langword="null"/> is <c>$request.header.x-api-key</c>.</summary>
    public string? ApiKeySelectionExpression { get; init; }

    /// <summary><see langword="null"/> is <c>$request.method $request.path</c>.</summary>
    public string? RouteSelectionExpression { get; init; }

    public bool DisableSchemaValidation { get; init; }

    /// <summary>Answer only under domain names of one's own.</summary>
    public bool DisableExecuteApiEndpoint { get; init; }

    /// <summary><c>ipv4</c> or <c>dualstack</c>.</summary>
    public string IpAddressType { get; init; } = "ipv4";

    /// <summary>What an import left out.</summary>
    public ImmutableArray<string> ImportInfo { get; init; } = [];

    /// <summary>What an import warned of.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>By id.</summary>
    public ImmutableSortedDictionary<string, Authorizer> Authorizers { get; init; } = OrdinalMap.Empty<Authorizer>();

    /// <summary>By id.</summary>
    public ImmutableSortedDictionary<string, Model> Models { get; init; } = OrdinalMap.Empty<Model>();
}
