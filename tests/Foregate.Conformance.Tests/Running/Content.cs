// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;

namespace Foregate.Conformance.Tests.Running;

/// <summary>Bytes that both ends can make by themselves, and how they are compared.</summary>
internal static class Content
{
    /// <summary>The first <paramref name="size"/> bytes of a fixed sequence that repeats in no round number of bytes.</summary>
    public static byte[] Bytes(int size)
    {
        var bytes = new byte[size];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)((i % 65_521 * 31) + (i / 65_521));
        }

        return bytes;
    }

    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The hash of what <see cref="Bytes"/> makes.</summary>
    public static string Hash(int size) => Hash(Bytes(size));
}
