// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;

namespace Foregate.ControlPlane.Protocol.S3.Bodies;

/// <summary>Cyclic redundancy checks of up to 64 bits, computed from the lowest bit on, eight bytes at a time.</summary>
internal sealed class ReflectedCrc
{
    private readonly ulong[][] _tables;
    private readonly ulong _ones;
    private readonly int _bytes;

    private ReflectedCrc(ulong polynomial, int bits)
    {
        _bytes = bits / 8;
        _ones = ulong.MaxValue >> (64 - bits);
        _tables = new ulong[8][];
        for (var table = 0; table < 8; table++)
        {
            _tables[table] = new ulong[256];
            for (var i = 0; i < 256; i++)
            {
                _tables[table][i] = table == 0 ? OfByte((ulong)i, polynomial) : (_tables[table - 1][i] >> 8) ^ _tables[0][(byte)_tables[table - 1][i]];
            }
        }
    }

    /// <summary>CRC-32/ISO-HDLC.</summary>
    public static ReflectedCrc Crc32 { get; } = new(0xEDB88320, 32);

    /// <summary>CRC-32/ISCSI.</summary>
    public static ReflectedCrc Crc32C { get; } = new(0x82F63B78, 32);

    /// <summary>CRC-64/NVME.</summary>
    public static ReflectedCrc Crc64Nvme { get; } = new(0x9A6C9329AC4BC9B5, 64);

    /// <summary>The state before the first byte.</summary>
    public ulong Start => _ones;

    public ulong Append(ulong state, ReadOnlySpan<byte> bytes)
    {
        var tables = _tables;
        while (bytes.Length >= 8)
        {
            var word = state ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            state = tables[7][(byte)word] ^ tables[6][(byte)(word >> 8)] ^ tables[5][(byte)(word >> 16)] ^ tables[4][(byte)(word >> 24)]
                ^ tables[3][(byte)(word >> 32)] ^ tables[2][(byte)(word >> 40)] ^ tables[1][(byte)(word >> 48)] ^ tables[0][(byte)(word >> 56)];
            bytes = bytes[8..];
        }

        foreach (var value in bytes)
        {
            state = (state >> 8) ^ tables[0][(byte)(state ^ value)];
        }

        return state;
    }

    /// <summary>The check, its highest byte first.</summary>
    public byte[] Finish(ulong state)
    {
        var value = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(value, state ^ _ones);
        return value[(8 - _bytes)..];
    }

    private static ulong OfByte(ulong value, ulong polynomial)
    {
        for (var bit = 0; bit < 8; bit++)
        {
            value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ polynomial;
        }

        return value;
    }
}
