// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Documents;

/// <summary>Why a document cannot be taken as it is, where, and how to mend it.</summary>
public sealed record Fault
{
    /// <summary>Where to look.</summary>
    public required SourceLocation Location { get; init; }

    /// <summary>The place in the document as a JSON pointer fragment, such as <c>#/paths/~1pets/get</c>; <c>#</c> for the whole.</summary>
    public required string DocumentPath { get; init; }

    /// <summary>One sentence of cause.</summary>
    public required string Cause { get; init; }

    /// <summary>One sentence of cure.</summary>
    public required string Cure { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Location}: {Cause} {Cure} [{DocumentPath}]";
}
