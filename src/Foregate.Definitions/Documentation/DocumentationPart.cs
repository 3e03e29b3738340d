// SPDX-License-Identifier: Apache-2.0

namespace Foregate.Definitions.Documentation;

/// <summary>A piece of a REST API's documentation.</summary>
public sealed record DocumentationPart
{
    /// <summary>6 characters <c>[a-z0-9]</c>.</summary>
    public required string Id { get; init; }

    public required DocumentationPartLocation Location { get; init; }

    /// <summary>A JSON object, as text.</summary>
    public required string Properties { get; init; }
}
