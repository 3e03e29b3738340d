// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions.Collections;

namespace Foregate.Definitions.ApiGateway;

/// <summary>What one HTTP method on a resource of a REST API asks of a request, and who answers it.</summary>
public sealed record Method
{
    /// <summary><c>GET PUT POST DELETE PATCH OPTIONS HEAD</c>, or <c>ANY</c> for those that have no entry.</summary>
    public required string HttpMethod { get; init; }

    public AuthorizationType AuthorizationType { get; init; } = AuthorizationType.None;

    public bool ApiKeyRequired { get; init; }

    /// <summary>A name for people and generated clients.</summary>
    public string? OperationName { get; init; }

    /// <summary>Keys are <c>method.request.{querystring|header|path}.{name}</c>; true means required (only a request validator looks).</summary>
    public ImmutableSortedDictionary<string, bool> RequestParameters { get; init; } = OrdinalMap.Empty<bool>();

    /// <summary>Model names by content type; nothing is validated with them without a request validator.</summary>
    public ImmutableSortedDictionary<string, string> RequestModels { get; init; } = OrdinalMap.Empty<string>();

    /// <summary>By status code.</summary>
    public ImmutableSortedDictionary<string, MethodResponse> MethodResponses { get; init; } = OrdinalMap.Empty<MethodResponse>();

    /// <summary><see langword="null"/> until one is put; such an API cannot be deployed.</summary>
    public Integration? MethodIntegration { get; init; }

    public string? AuthorizerId { get; init; }

    /// <summary>A token must have one of them.</summary>
    public ImmutableArray<string> AuthorizationScopes { get; init; } = [];

    public string? RequestValidatorId { get; init; }
}
