// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions.Collections;

namespace Foregate.Definitions.ApiGatewayV2;

/// <summary>What a deployment freezes of an HTTP API: later edits reach a stage with the next deployment only.</summary>
public sealed record ApiSnapshot
{
    /// <summary>By id.</summary>
    public ImmutableSortedDictionary<string, Route> Routes { get; init; } = OrdinalMap.Empty<Route>();

    /// <summary>By id.</summary>
    public ImmutableSortedDictionary<string, Integration> Integrations { get; init; } = OrdinalMap.Empty<Integration>();

    public Cors? CorsConfiguration { get; init; }

    public ImmutableSortedDictionary<string, Authorizer> Authorizers { get; init; } = OrdinalMap.Empty<Authorizer>();

    public ImmutableSortedDictionary<string, Model> Models { get; init; } = OrdinalMap.Empty<Model>();

    public string? ApiKeySelectionExpression { get; init; }

    public string? RouteSelectionExpression { get; init; }

    public bool DisableExecuteApiEndpoint { get; init; }

    public bool DisableSchemaValidation { get; init; }
}
