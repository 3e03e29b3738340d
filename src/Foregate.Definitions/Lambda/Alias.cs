// SPDX-License-Identifier: Apache-2.0

namespace Foregate.Definitions.Lambda;

/// <summary>A name for a version of a function.</summary>
public sealed record Alias
{
    /// <summary>1 to 128 letters, digits, hyphens and underscores; not digits alone.</summary>
    public required string Name { get; init; }

    /// <summary><c>$LATEST</c>, or the number of a published version.</summary>
    public required string FunctionVersion { get; init; }

    public string? Description { get; init; }

    /// <summary>Another one after every change: a UUID.</summary>
    public string RevisionId { get; init; } = "";
}
