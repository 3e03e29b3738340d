// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions.Collections;

namespace Foregate.Definitions.ApiGateway;

/// <summary>A status and the headers that a method declares it may answer with.</summary>
public sealed record MethodResponse
{
    /// <summary>Three digits.</summary>
    public required string StatusCode { get; init; }

    /// <summary>Keys are <c>method.response.header.{name}</c>; the value is a hint for generated clients.</summary>
    public ImmutableSortedDictionary<string, bool> ResponseParameters { get; init; } = OrdinalMap.Empty<bool>();

    /// <summary>Model names by content type; nothing is validated with them.</summary>
    public ImmutableSortedDictionary<string, string> ResponseModels { get; init; } = OrdinalMap.Empty<string>();
}
