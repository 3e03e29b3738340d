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
}
