// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Foregate.DataPlane.Wire;

/// <summary>A fast hash of bytes from the wire, seeded per process (multiply-and-fold, eight bytes at a time).</summary>
internal static class ByteHash
{
    private const ulong Odd = 0x9E3779B97F4A7C15;

    private static readonly ulong Seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));

    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var hash = Seed ^ ((ulong)bytes.Length * Odd);
        while (bytes.Length >= 8)
        {
            hash = Fold(hash ^ Unsafe.ReadUnaligned<ulong>(in bytes[0]));
            bytes = bytes[8..];
        }

        ulong rest = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            rest |= (ulong)bytes[i] << (8 * i);
        }

        return Fold(hash ^ rest ^ Seed);
    }

    private static ulong Fold(ulong value)
    {
        var high = Math.BigMul(value, Odd, out var low);
        return high ^ low;
    }
}
