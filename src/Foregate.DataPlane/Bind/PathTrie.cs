// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Bind;

/// <summary>
/// Paths as a tree of segments. Literal children of all nodes share one open-addressing table whose slots are the nodes themselves,
/// keyed by the hash of the whole path down to them: the address of every level follows from the request's bytes alone and does not
/// wait for the level above. Immutable; made by <see cref="PathTrieBuilder"/>.
/// </summary>
internal sealed class PathTrie(PathNode[] nodes, int capacity, byte[] texts, RoutePlan[] plans)
{
    /// <summary>What a variable contributes to the hash of a path through it.</summary>
    private const ulong VariableMark = 0x7B7D;

    private const ulong Slashes = 0x2F2F2F2F2F2F2F2F;
    private const ulong Ones = 0x0101010101010101;
    private const ulong Highs = 0x8080808080808080;

    private readonly PathNode[] _nodes = nodes;

    /// <summary>The node of the path without segments; also the size of the table, for nodes that no literal leads to stand behind it.</summary>
    public int Root { get; } = capacity;

    /// <summary>Where in a table of this size the search for a hash begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Slot(ulong hash, int capacity) => (int)Math.BigMul(hash, (ulong)capacity, out _);

    /// <summary>The bit of <see cref="PathNode.LiteralsFilter"/>; from the end of the hash that the slot does not depend on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte FilterBit(ulong hash) => (byte)(1 << (int)(hash & 7));

    public static ulong ThroughVariable(ulong hash) => SeededHash.End(hash, VariableMark);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref readonly PathNode Node(int index) => ref _nodes[index];

    /// <summary>The plan for the verb, or for ANY; null when there is neither. ANY means AWS's seven methods.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RoutePlan? Plan(int start, byte verbs, HttpVerb verb)
    {
        if (verb == HttpVerb.Other)
        {
            return null;
        }

        var bit = 1u << (int)verb;
        return (verbs & bit) != 0 ? plans[start + BitOperations.PopCount(verbs & (bit - 1))]
            : (verbs & 1) != 0 ? plans[start]
            : null;
    }

    /// <summary>
    /// Reads the segment that starts at <paramref name="at"/> and finds the literal child for it.
    /// </summary>
    /// <param name="bytes">A buffer that holds the path.</param>
    /// <param name="end">Where the path ends in it.</param>
    /// <param name="hash">The hash down to <paramref name="parent"/>; then down to the child.</param>
    /// <param name="length">The length of the segment.</param>
    /// <returns>The child's index, or <see cref="PathNode.None"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Child(int parent, ReadOnlySpan<byte> bytes, int at, int end, ref ulong hash, out int length)
    {
        var first = Word(bytes, at, end, out var size);
        if (size < 8)
        {
            hash = SeededHash.End(hash, first);
            length = size;
            return Find(parent, hash, first, 0, size, bytes.Slice(at, size));
        }

        hash = SeededHash.More(hash, first);
        length = 8;
        var second = 0UL;
        while (true)
        {
            var word = Word(bytes, at + length, end, out size);
            second = length == 8 ? word : second;
            length += size;
            if (size < 8)
            {
                hash = SeededHash.End(hash, word);
                return Find(parent, hash, first, (uint)second, length, bytes.Slice(at, length));
            }

            hash = SeededHash.More(hash, word);
        }
    }

    /// <summary>
    /// The literal child for a segment with percent-encodings, compared decoded: <c>%61dmin</c> is <c>admin</c>. Back ends decode, and a
    /// spelling must not lead past the checks of the route that answers the plain one. AWS's own rule is not documented. An encoded
    /// slash never ends a segment.
    /// </summary>
    public int EncodedChild(int parent, ReadOnlySpan<byte> segment, ref ulong hash)
    {
        Span<byte> decoded = stackalloc byte[PathPattern.MaxLiteralLength];
        var length = PercentEncoding.Decode(segment, decoded);
        if (length < 0)
        {
            return PathNode.None;
        }

        var text = decoded[..length];
        hash = SeededHash.Of(text, hash);
        return Find(parent, hash, SeededHash.Tail(text), length > 8 ? (uint)SeededHash.Tail(text[8..]) : 0, length, text);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Find(int parent, ulong hash, ulong first, uint second, int length, ReadOnlySpan<byte> text)
    {
        if ((_nodes[parent].LiteralsFilter & FilterBit(hash)) == 0)
        {
            return PathNode.None;
        }

        var slot = Slot(hash, Root);
        while (true)
        {
            ref readonly var node = ref _nodes[slot];
            if (node.Parent == parent && node.First == first && node.Length == length
                && (length <= 12 ? node.Rest == second : Matches(node, text)))
            {
                return slot;
            }

            // The table is never full: an empty slot ends every search.
            if (node.Parent == PathNode.NoNode)
            {
                return PathNode.None;
            }

            slot = slot + 1 == Root ? 0 : slot + 1;
        }
    }

    private bool Matches(in PathNode node, ReadOnlySpan<byte> text) => texts.AsSpan((int)node.Rest, text.Length).SequenceEqual(text);

    /// <summary>Up to eight bytes of the segment from <paramref name="at"/>, zeros above them; fewer than eight end it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Word(ReadOnlySpan<byte> bytes, int at, int end, out int size)
    {
        var left = end - at;
        ulong word;
        if (left >= 8)
        {
            word = BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]);
            left = 8;
        }
        else
        {
            word = LastWord(bytes, at, left);
        }

        // Bytes equal to a slash become zero, and the lowest zero byte is marked exactly.
        var difference = word ^ Slashes;
        var found = (difference - Ones) & ~difference & Highs;
        size = found == 0 ? left : BitOperations.TrailingZeroCount(found) >> 3;
        return size == 8 ? word : word & ((1UL << (size << 3)) - 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong LastWord(ReadOnlySpan<byte> bytes, int at, int left) =>
        at + 8 <= bytes.Length
            ? BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]) & ((1UL << (left << 3)) - 1)
            : SeededHash.Tail(bytes.Slice(at, left));
}
