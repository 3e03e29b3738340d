// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions.Collections;

namespace Foregate.Definitions.ApiGatewayV2;

/// <summary>What a WebSocket API sends back to the client that sent a message.</summary>
public sealed record RouteResponse
{
    /// <summary>6 characters <c>[a-z0-9]</c>.</summary>
    public required string RouteResponseId { get; init; }

    public required string RouteResponseKey { get; init; }

    public string? ModelSelectionExpression { get; init; }

    public ImmutableSortedDictionary<string, string> ResponseModels { get; init; } = OrdinalMap.Empty<string>();

    /// <summary>True means required.</summary>
    public ImmutableSortedDictionary<string, bool> ResponseParameters { get; init; } = OrdinalMap.Empty<bool>();
}
