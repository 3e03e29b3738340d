// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions.Collections;

namespace Foregate.Definitions.ApiGateway;

/// <summary>What a deployment freezes of a REST API: later edits reach a stage with the next deployment only.</summary>
public sealed record ApiSnapshot
{
    /// <summary>By id.</summary>
    public ImmutableSortedDictionary<string, Resource> Resources { get; init; } = OrdinalMap.Empty<Resource>();

    /// <summary>Media types that are not text, such as <c>image/*</c>.</summary>
    public ImmutableArray<string> BinaryMediaTypes { get; init; } = [];

    public ApiKeySourceType ApiKeySource { get; init; } = ApiKeySourceType.Header;

    public int? MinimumCompressionSize { get; init; }

    public string? Policy { get; init; }

    public ImmutableSortedDictionary<string, Model> Models { get; init; } = OrdinalMap.Empty<Model>();

    public ImmutableSortedDictionary<string, RequestValidator> RequestValidators { get; init; } = OrdinalMap.Empty<RequestValidator>();

    public ImmutableSortedDictionary<string, Authorizer> Authorizers { get; init; } = OrdinalMap.Empty<Authorizer>();

    public ImmutableSortedDictionary<string, GatewayResponse> GatewayResponses { get; init; } = OrdinalMap.Empty<GatewayResponse>();
}
