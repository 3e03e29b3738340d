// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;

namespace Foregate.DataPlane.Bind;

/// <summary>
/// One node of a <see cref="PathTrie"/>: the edge that leads to it and what is found there, in half a cache line, so that a level of
/// the tree costs one memory access.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PathNode
{
    /// <summary>The value of <see cref="Parent"/> in a slot that holds no node.</summary>
    public const int NoNode = -1;

    public const int None = -1;

    /// <summary>The first eight bytes of the literal, zeros above them.</summary>
    public ulong First;

    /// <summary>The bytes of the literal after the eighth: themselves up to the twelfth, else where the trie keeps all of them.</summary>
    public uint Rest;

    /// <summary>Index of the node above; <see cref="NoNode"/> for an empty slot.</summary>
    public int Parent;

    /// <summary>Index of the <c>{name}</c> child, or <see cref="None"/>.</summary>
    public int Variable;

    /// <summary>Where the plans of the path that ends here start; meaningful when <see cref="Verbs"/> has a bit.</summary>
    public int Plans;

    /// <summary>Where the plans of the <c>{name+}</c> child start; <see cref="None"/> when there is no such child.</summary>
    public int GreedyPlans;

    public byte Length;

    /// <summary>One bit or more for each literal child, by its hash: most segments that are no literal's need no search.</summary>
    public byte LiteralsFilter;

    /// <summary>Which verbs have a plan, one bit each by <see cref="Wire.HttpVerb"/>; bit 0 is ANY.</summary>
    public byte Verbs;

    public byte GreedyVerbs;
}
