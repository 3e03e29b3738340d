// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Documents;

/// <summary>A place in a file, counted as editors count: lines and columns (UTF-16 units) from 1.</summary>
public readonly record struct SourceLocation(string File, int Line, int Column)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}:{Line}:{Column}";
}
