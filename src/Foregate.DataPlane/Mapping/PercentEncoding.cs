// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Mapping;

/// <summary>Percent-encoding (RFC 3986 §2) between the forms of <see cref="ValueForm"/>.</summary>
internal static class PercentEncoding
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private static readonly SearchValues<byte> SafeInPathPart = Safe(Unreserved + "!$&'()*+,;=:@");
    private static readonly SearchValues<byte> SafeInPath = Safe(Unreserved + "!$&'()*+,;=:@/");
    private static readonly SearchValues<byte> SafeInQuery = Safe(Unreserved + "!$'()*,;:@/?");

    // What is percent-encoded already keeps its encodings; only what would end the part is encoded.
    private static readonly SearchValues<byte> SafeInRawQuery = Safe(Unreserved + "!$'()*,;:@/?%");
    private static readonly SearchValues<byte> SafeInRawPath = Safe(Unreserved + "!$&'()*+,;=:@/%");
    private static readonly SearchValues<byte> SafeInDefinedQuery = Safe(Unreserved + "!$&'()*+,;=:@/?%");

    /// <summary>Writes plain text for a place of the given form.</summary>
    public static void Encode(ReadOnlySpan<byte> text, ByteWriter writer, ValueForm form)
    {
        switch (form)
        {
            case ValueForm.Text:
                writer.Write(text);
                break;
            case ValueForm.PathPart:
                Encode(text, writer, SafeInPathPart);
                break;
            case ValueForm.Path:
                Encode(text, writer, SafeInPath);
                break;
            default:
                Encode(text, writer, SafeInQuery);
                break;
        }
    }

    /// <summary>Writes a piece of a raw path, percent-encodings as they are, into a query.</summary>
    public static void EncodeRawPathForQuery(ReadOnlySpan<byte> raw, ByteWriter writer) => Encode(raw, writer, SafeInRawQuery);

    /// <summary>Writes what the definition says of a path: its slashes and encodings stay, what no path may hold is encoded.</summary>
    public static void EncodeDefinedPath(ReadOnlySpan<byte> text, ByteWriter writer) => Encode(text, writer, SafeInRawPath);

    /// <summary>Writes what the definition says of a whole query.</summary>
    public static void EncodeDefinedQuery(ReadOnlySpan<byte> text, ByteWriter writer) => Encode(text, writer, SafeInDefinedQuery);

    /// <summary>Writes the text that is encoded. A broken encoding stays as it is.</summary>
    /// <param name="plusIsSpace">In queries, a plus is a space.</param>
    public static void Decode(ReadOnlySpan<byte> encoded, ByteWriter writer, bool plusIsSpace)
    {
        while (true)
        {
            var special = plusIsSpace ? encoded.IndexOfAny((byte)'%', (byte)'+') : encoded.IndexOf((byte)'%');
            if (special < 0)
            {
                writer.Write(encoded);
                return;
            }

            writer.Write(encoded[..special]);
            var length = 1;
            var value = encoded[special];
            if (value == (byte)'+')
            {
                value = (byte)' ';
            }
            else if (special + 2 < encoded.Length && TryHex(encoded[special + 1], out var high) && TryHex(encoded[special + 2], out var low))
            {
                value = (byte)((high << 4) | low);
                length = 3;
            }

            writer.Write(value);
            encoded = encoded[(special + length)..];
        }
    }

    /// <summary>
    /// Writes the text that is encoded (a path's: a plus is a plus) and returns its length; -1 when there is no room for it. A broken
    /// encoding stays as it is. The two spans may be the same.
    /// </summary>
    public static int Decode(ReadOnlySpan<byte> encoded, Span<byte> to)
    {
        var length = 0;
        for (var i = 0; i < encoded.Length; i++)
        {
            if (length == to.Length)
            {
                return -1;
            }

            var value = encoded[i];
            if (value == (byte)'%' && i + 2 < encoded.Length && TryHex(encoded[i + 1], out var high) && TryHex(encoded[i + 2], out var low))
            {
                value = (byte)((high << 4) | low);
                i += 2;
            }

            to[length++] = value;
        }

        return length;
    }

    /// <summary>Whether encoded text, decoded, is <paramref name="text"/>.</summary>
    public static bool DecodesTo(ReadOnlySpan<byte> encoded, ReadOnlySpan<byte> text)
    {
        var at = 0;
        for (var i = 0; i < encoded.Length; i++, at++)
        {
            var value = encoded[i];
            if (value == (byte)'+')
            {
                value = (byte)' ';
            }
            else if (value == (byte)'%' && i + 2 < encoded.Length && TryHex(encoded[i + 1], out var high) && TryHex(encoded[i + 2], out var low))
            {
                value = (byte)((high << 4) | low);
                i += 2;
            }

            if (at == text.Length || text[at] != value)
            {
                return false;
            }
        }

        return at == text.Length;
    }

    private static void Encode(ReadOnlySpan<byte> text, ByteWriter writer, SearchValues<byte> safe)
    {
        while (true)
        {
            var other = text.IndexOfAnyExcept(safe);
            if (other < 0)
            {
                writer.Write(text);
                return;
            }

            writer.Write(text[..other]);
            var value = text[other];
            var to = writer.GetSpan(3);
            to[0] = (byte)'%';
            to[1] = "0123456789ABCDEF"u8[value >> 4];
            to[2] = "0123456789ABCDEF"u8[value & 15];
            writer.Advance(3);
            text = text[(other + 1)..];
        }
    }

    private static bool TryHex(byte digit, out int value)
    {
        value = digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
        return char.IsAsciiHexDigit((char)digit);
    }

    private static SearchValues<byte> Safe(string bytes) => SearchValues.Create(System.Text.Encoding.ASCII.GetBytes(bytes));
}
