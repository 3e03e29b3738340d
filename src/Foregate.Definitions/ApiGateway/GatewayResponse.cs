// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions.Collections;

namespace Foregate.Definitions.ApiGateway;

/// <summary>How a REST API words one of its own ways of saying no.</summary>
public sealed record GatewayResponse
{
    /// <summary><see langword="null"/> keeps the type's own.</summary>
    public string? StatusCode { get; init; }

    /// <summary>Keys are <c>gatewayresponse.header.{name}</c>; those with <c>path</c> and <c>querystring</c> are taken and lead nowhere.</summary>
    public ImmutableSortedDictionary<string, string> ResponseParameters { get; init; } = OrdinalMap.Empty<string>();

    /// <summary>By content type.</summary>
    public ImmutableSortedDictionary<string, string> ResponseTemplates { get; init; } = OrdinalMap.Empty<string>();
}
