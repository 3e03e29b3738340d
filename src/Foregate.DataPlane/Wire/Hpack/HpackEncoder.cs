// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace Foregate.DataPlane.Wire.Hpack;

/// <summary>
/// Writes header fields (RFC 7541 §6) without a table of its own and without Huffman: names of the static table by index, all else
/// literally. So no answer waits for another's, and nothing secret can be guessed from sizes (RFC 7541 §7.1). Each call needs
/// <see cref="MaxField"/> of room.
/// </summary>
internal static class HpackEncoder
{
    /// <summary>Bytes of lengths and kind beside name and value.</summary>
    private const int Overhead = 12;

    private const byte NeverIndexed = 0x10;

    /// <summary>Bytes that a field takes at most.</summary>
    public static int MaxField(int nameLength, int valueLength) => nameLength + valueLength + Overhead;

    /// <summary>Writes :status; returns the bytes written.</summary>
    public static int WriteStatus(Span<byte> to, int status)
    {
        var index = status switch { 200 => 8, 204 => 9, 206 => 10, 304 => 11, 400 => 12, 404 => 13, 500 => 14, _ => 0 };
        if (index != 0)
        {
            to[0] = (byte)(0x80 | index);
            return 1;
        }

        to[0] = 8;
        to[1] = 3;
        to[2] = (byte)('0' + (status / 100));
        to[3] = (byte)('0' + (status / 10 % 10));
        to[4] = (byte)('0' + (status % 10));
        return 5;
    }

    /// <summary>Writes a field; the name in any case goes out in lower case. Returns the bytes written.</summary>
    /// <param name="isSecret">Nobody on the way may keep it in a table either.</param>
    public static int Write(Span<byte> to, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, bool isSecret = false)
    {
        // The name is put where it stands when no index takes its place.
        var kind = isSecret ? NeverIndexed : (byte)0;
        var start = 1 + IntegerSize(name.Length, 7);
        Ascii.ToLower(name, to[start..], out _);
        var index = StaticTable.Find(to.Slice(start, name.Length));
        int at;
        if (index > 0)
        {
            at = WriteInteger(to, kind, 4, index);
        }
        else
        {
            to[0] = kind;
            WriteInteger(to[1..], 0, 7, name.Length);
            at = start + name.Length;
        }

        at += WriteInteger(to[at..], 0, 7, value.Length);
        value.CopyTo(to[at..]);
        return at + value.Length;
    }

    private static int IntegerSize(int value, int prefix)
    {
        var mask = (1 << prefix) - 1;
        if (value < mask)
        {
            return 1;
        }

        var size = 2;
        for (value -= mask; value >= 128; value >>= 7)
        {
            size++;
        }

        return size;
    }

    private static int WriteInteger(Span<byte> to, byte kind, int prefix, int value)
    {
        var mask = (1 << prefix) - 1;
        if (value < mask)
        {
            to[0] = (byte)(kind | value);
            return 1;
        }

        to[0] = (byte)(kind | mask);
        var size = 1;
        for (value -= mask; value >= 128; value >>= 7)
        {
            to[size++] = (byte)((value & 127) | 128);
        }

        to[size++] = (byte)value;
        return size;
    }
}
