// SPDX-License-Identifier: Apache-2.0
using System.IO.Compression;
using System.Security.Cryptography;

namespace Foregate.ControlPlane.Store.Sqlite;

/// <summary>A deployment as it lies on the disk: its length and its JSON, compressed.</summary>
internal static class BundleBody
{
    private const int Quality = 5;
    private const int Window = 22;

    public static byte[] Pack(byte[] json)
    {
        var packed = new byte[4 + BrotliEncoder.GetMaxCompressedLength(json.Length)];
        BitConverter.TryWriteBytes(packed, json.Length);
        if (!BrotliEncoder.TryCompress(json, packed.AsSpan(4), out var written, Quality, Window))
        {
            throw new InvalidOperationException("The compressed bundle is larger than the codec says it can be.");
        }

        return packed[..(4 + written)];
    }

    /// <summary>The JSON; null when it is not what the hash says.</summary>
    public static byte[]? Unpack(byte[] packed, byte[] hash)
    {
        if (packed.Length < 4 || BitConverter.ToInt32(packed) is var length && length is < 0 or > 1 << 30)
        {
            return null;
        }

        var json = new byte[length];
        return BrotliDecoder.TryDecompress(packed.AsSpan(4), json, out var written) && written == length && SHA256.HashData(json).AsSpan().SequenceEqual(hash) ? json : null;
    }
}
