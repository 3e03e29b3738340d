// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions.Collections;

namespace Foregate.Definitions.Documentation;

/// <summary>All documentation of a REST API as it was once, under a name; stages name it.</summary>
public sealed record DocumentationVersion
{
    public required string Version { get; init; }

    public string? Description { get; init; }

    public required DateTimeOffset CreatedDate { get; init; }

    /// <summary>As they were, by id.</summary>
    public ImmutableSortedDictionary<string, DocumentationPart> Parts { get; init; } = OrdinalMap.Empty<DocumentationPart>();
}
