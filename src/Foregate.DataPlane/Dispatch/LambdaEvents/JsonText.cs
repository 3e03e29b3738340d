// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Dispatch.LambdaEvents;

/// <summary>Writes bytes as JSON text. What is not UTF-8 becomes U+FFFD, as Unicode asks (maximal subparts, one mark each): an event is always valid JSON.</summary>
internal static class JsonText
{
    private const int Piece = 1024;

    private static readonly SearchValues<byte> Escaped = SearchValues.Create(
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, (byte)'"', (byte)'\\']);

    private static readonly SearchValues<byte> Plain = SearchValues.Create(
        " !#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~"u8);

    /// <summary>With its quotes.</summary>
    public static void WriteString(ReadOnlySpan<byte> text, ByteWriter writer)
    {
        writer.Write((byte)'"');
        Write(text, writer);
        writer.Write((byte)'"');
    }

    /// <summary>With its quotes, for texts of definitions.</summary>
    public static void WriteString(string text, ByteWriter writer) => WriteString(Encoding.UTF8.GetBytes(text), writer);

    /// <summary>Without quotes.</summary>
    public static void Write(ReadOnlySpan<byte> text, ByteWriter writer)
    {
        // Nearly all text of heads: one look tells that it goes out as it is.
        if (text.IndexOfAnyExcept(Plain) < 0)
        {
            writer.Write(text);
        }
        else if (Utf8.IsValid(text))
        {
            WriteValid(text, writer);
        }
        else
        {
            WriteMended(text, writer);
        }
    }

    /// <summary>The same for text that is known to be UTF-8.</summary>
    public static void WriteValid(ReadOnlySpan<byte> text, ByteWriter writer)
    {
        while (true)
        {
            var plain = text.IndexOfAny(Escaped);
            if (plain < 0)
            {
                writer.Write(text);
                return;
            }

            writer.Write(text[..plain]);
            text = text[plain..];
            // From the first escape on, more are likely: byte by byte into room enough for the worst.
            var piece = text[..Math.Min(text.Length, Piece)];
            var to = writer.GetSpan(piece.Length * 6);
            var length = 0;
            foreach (var each in piece)
            {
                if (each >= 0x20 && each is not ((byte)'"' or (byte)'\\'))
                {
                    to[length++] = each;
                }
                else
                {
                    length += Escape(each, to[length..]);
                }
            }

            writer.Advance(length);
            text = text[piece.Length..];
        }
    }

    private static void WriteMended(ReadOnlySpan<byte> text, ByteWriter writer)
    {
        while (!text.IsEmpty)
        {
            var start = text;
            var valid = 0;
            OperationStatus status;
            int length;
            do
            {
                status = Rune.DecodeFromUtf8(text, out _, out length);
                if (status == OperationStatus.Done)
                {
                    valid += length;
                    text = text[length..];
                }
            }
            while (status == OperationStatus.Done && !text.IsEmpty);

            WriteValid(start[..valid], writer);
            if (status != OperationStatus.Done)
            {
                writer.Write("\uFFFD"u8);
                text = text[length..];
            }
        }
    }

    private static int Escape(byte value, Span<byte> to)
    {
        to[0] = (byte)'\\';
        var letter = value switch
        {
            (byte)'"' => (byte)'"',
            (byte)'\\' => (byte)'\\',
            (byte)'\n' => (byte)'n',
            (byte)'\r' => (byte)'r',
            (byte)'\t' => (byte)'t',
            8 => (byte)'b',
            12 => (byte)'f',
            _ => (byte)'u',
        };
        to[1] = letter;
        if (letter != 'u')
        {
            return 2;
        }

        to[2] = to[3] = (byte)'0';
        to[4] = (byte)('0' + (value >> 4));
        to[5] = "0123456789abcdef"u8[value & 15];
        return 6;
    }
}
