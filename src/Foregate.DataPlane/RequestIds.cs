// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;

namespace Foregate.DataPlane;

/// <summary>
/// The ids of one request as bytes: a UUID ($context.requestId of REST) and AWS's 16-character extended id (x-amz-apigw-id, and the
/// request id of HTTP APIs). Unique, not secret: made by a fast generator seeded from the system's.
/// </summary>
internal sealed class RequestIds
{
    [ThreadStatic]
    private static ulong t_state0;

    [ThreadStatic]
    private static ulong t_state1;

    private readonly byte[] _bytes = new byte[36 + 16];

    /// <summary>36 characters, lower case.</summary>
    public ReadOnlySpan<byte> Uuid => _bytes.AsSpan(0, 36);

    /// <summary>15 characters of base64 and "=".</summary>
    public ReadOnlySpan<byte> Extended => _bytes.AsSpan(36, 16);

    public void Renew()
    {
        var a = Next();
        var b = Next();
        // RFC 9562 version 4 and variant.
        a = (a & 0xFFFFFFFFFFFF0FFF) | 0x4000;
        b = (b & 0x3FFFFFFFFFFFFFFF) | 0x8000000000000000;
        var text = _bytes.AsSpan();
        Hex(text[..8], a >> 32);
        text[8] = (byte)'-';
        Hex(text[9..13], (a >> 16) & 0xFFFF);
        text[13] = (byte)'-';
        Hex(text[14..18], a & 0xFFFF);
        text[18] = (byte)'-';
        Hex(text[19..23], b >> 48);
        text[23] = (byte)'-';
        Hex(text[24..36], b & 0xFFFFFFFFFFFF);
        var c = Next();
        var d = Next();
        for (var i = 36; i < 51; i++)
        {
            text[i] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8[(int)(c & 63)];
            c = (c >> 6) | (d << 58);
            d >>= 6;
        }

        text[51] = (byte)'=';
    }

    private static void Hex(Span<byte> to, ulong value)
    {
        for (var i = to.Length - 1; i >= 0; i--)
        {
            to[i] = "0123456789abcdef"u8[(int)(value & 15)];
            value >>= 4;
        }
    }

    // xoroshiro128+, one state per thread.
    private static ulong Next()
    {
        var s0 = t_state0;
        var s1 = t_state1;
        if ((s0 | s1) == 0)
        {
            Span<byte> seed = stackalloc byte[16];
            RandomNumberGenerator.Fill(seed);
            s0 = BitConverter.ToUInt64(seed) | 1;
            s1 = BitConverter.ToUInt64(seed[8..]);
        }

        var result = s0 + s1;
        s1 ^= s0;
        t_state0 = System.Numerics.BitOperations.RotateLeft(s0, 24) ^ s1 ^ (s1 << 16);
        t_state1 = System.Numerics.BitOperations.RotateLeft(s1, 37);
        return result;
    }
}
