// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions.Collections;

namespace Foregate.Definitions.ApiGatewayV2;

/// <summary>A key that requests are matched with, and the integration that answers them.</summary>
public sealed record Route
{
    public required string RouteId { get; init; }

    /// <summary><c>$default</c>, or a method and a path: <c>GET /pets/{id}</c>, <c>ANY /{proxy+}</c>.</summary>
    public required string RouteKey { get; init; }

    /// <summary><c>integrations/{integrationId}</c>.</summary>
    public string? Target { get; init; }

    public AuthorizationType AuthorizationType { get; init; } = AuthorizationType.None;

    /// <summary>A name for people.</summary>
    public string? OperationName { get; init; }

    /// <summary>Made with its API by one call.</summary>
    public bool ApiGatewayManaged { get; init; }

    public bool ApiKeyRequired { get; init; }

    public ImmutableArray<string> AuthorizationScopes { get; init; } = [];

    public string? AuthorizerId { get; init; }

    public string? ModelSelectionExpression { get; init; }

    public ImmutableSortedDictionary<string, string> RequestModels { get; init; } = OrdinalMap.Empty<string>();

    /// <summary>True means required.</summary>
    public ImmutableSortedDictionary<string, bool> RequestParameters { get; init; } = OrdinalMap.Empty<bool>();

    public string? RouteResponseSelectionExpression { get; init; }

    /// <summary>By id.</summary>
    public ImmutableSortedDictionary<string, RouteResponse> RouteResponses { get; init; } = OrdinalMap.Empty<RouteResponse>();
}
