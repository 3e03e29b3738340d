// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Foregate.DataPlane.Wire;

/// <summary>
/// Hashes bytes for tables that strangers' requests are looked up in. The seeds are made anew in each process, so that neither a
/// request nor a definition can be written to collide. Not for storage and not a signature.
/// </summary>
internal static class SeededHash
{
    private static readonly ulong Middle = Seed() | 1;
    private static readonly ulong Last = Seed() | 1;

    /// <summary>What hashing starts from.</summary>
    public static ulong Start { get; } = Seed();

    /// <summary>Goes on with eight bytes that more bytes of the same text follow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong More(ulong hash, ulong word) => Fold(hash ^ word, Middle);

    /// <summary>
    /// Goes on with the last 0-7 bytes of a text. Ends are mixed differently from middles: /12345678/9 and /123456789 are the same
    /// bytes in other pieces, and must not be the same hash.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong End(ulong hash, ulong word) => Fold(hash ^ word, Last);

    /// <summary>The hash of one text.</summary>
    public static ulong Of(ReadOnlySpan<byte> text) => Of(text, Start);

    /// <summary>Goes on with a whole text.</summary>
    public static ulong Of(ReadOnlySpan<byte> text, ulong hash)
    {
        while (text.Length >= 8)
        {
            hash = More(hash, BinaryPrimitives.ReadUInt64LittleEndian(text));
            text = text[8..];
        }

        return End(hash, Tail(text));
    }

    /// <summary>Up to eight bytes as a little-endian word, zeros above them.</summary>
    public static ulong Tail(ReadOnlySpan<byte> text)
    {
        var word = 0UL;
        for (var i = Math.Min(text.Length, 8) - 1; i >= 0; i--)
        {
            word = (word << 8) | text[i];
        }

        return word;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong value, ulong factor)
    {
        var high = Math.BigMul(value, factor, out var low);
        return high ^ low;
    }

    private static ulong Seed()
    {
        Span<byte> seed = stackalloc byte[8];
        RandomNumberGenerator.Fill(seed);
        return BinaryPrimitives.ReadUInt64LittleEndian(seed);
    }
}
