// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Bind;

/// <summary>What a segment of a path pattern matches.</summary>
internal enum PathSegmentKind : byte
{
    /// <summary>Itself.</summary>
    Literal,

    /// <summary><c>{name}</c>: one segment, not empty.</summary>
    Variable,

    /// <summary><c>{name+}</c>: the rest of the path, one segment at least.</summary>
    Greedy,
}
