// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Bind;

/// <summary>One segment of a path pattern: a literal with its percent-encodings decoded, or a variable.</summary>
internal readonly struct PathSegment(PathSegmentKind kind, byte[] text)
{
    public PathSegmentKind Kind { get; } = kind;

    /// <summary>The bytes of a literal; empty for variables, whose names are the pattern's.</summary>
    public byte[] Text { get; } = text;
}
