// SPDX-License-Identifier: Apache-2.0

namespace Foregate.Definitions.DomainNames;

/// <summary>Which API and stage answer below a path of a domain name.</summary>
public sealed record ApiMapping
{
    /// <summary>6 characters <c>[a-z0-9]</c>.</summary>
    public required string ApiMappingId { get; init; }

    public required string ApiId { get; init; }

    /// <summary><see langword="null"/> takes the first segment after the key as the stage: only base path mappings can.</summary>
    public string? Stage { get; init; }

    /// <summary>The path without slashes around it; empty is everything.</summary>
    public string ApiMappingKey { get; init; } = "";
}
