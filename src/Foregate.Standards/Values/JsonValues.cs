// SPDX-License-Identifier: Apache-2.0
using System.Buffers;

namespace Foregate.Standards.Values;

/// <summary>Reads JSON into values and writes values as JSON, compact and escaped as Jackson does.</summary>
public static class JsonValues
{
    /// <summary>How deep a document may be nested unless the caller says otherwise.</summary>
    public const int DefaultDepth = 256;

    private static readonly SearchValues<char> s_escaped = SearchValues.Create(
        "\"\\\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000B\f\r\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F");

    /// <summary>Reads one document of strict JSON; of members with one name the last counts.</summary>
    /// <returns>False for what is not JSON, is nested deeper than <paramref name="maxDepth"/>, or would need more than ten times its own length
    /// in memory (which only documents made for that do).</returns>
    public static bool TryRead(ReadOnlySpan<byte> json, out Value value, int maxDepth = DefaultDepth) => TryRead(json, long.MaxValue, out value, out _, maxDepth);

    /// <summary>The same within a room of memory.</summary>
    /// <param name="room">Bytes that it may take at most.</param>
    /// <param name="taken">Bytes that it took.</param>
    public static bool TryRead(ReadOnlySpan<byte> json, long room, out Value value, out long taken, int maxDepth = DefaultDepth)
    {
        var reader = JsonTreeReader.Rent();
        try
        {
            return reader.TryRead(json, room, maxDepth, out value, out taken);
        }
        finally
        {
            reader.Return();
        }
    }

    /// <summary>Writes the value whole, or nothing when it is nested too deep (a list may hold itself) or longer than <paramref name="limit"/>.</summary>
    public static bool Write(Value value, IBufferWriter<byte> output, int limit = int.MaxValue)
    {
        var buffer = new TextBuffer(limit);
        if (!Write(value, buffer))
        {
            return false;
        }

        output.Write(buffer.Written);
        return true;
    }

    /// <summary>Writes the value. False, with part of it written, when it is nested too deep or the buffer is full.</summary>
    public static bool Write(Value value, TextBuffer output) => Write(value, output, 0) && !output.IsFull;

    /// <summary>Writes text between quotes.</summary>
    public static void WriteText(ReadOnlySpan<char> text, TextBuffer output)
    {
        output.Write((byte)'"');
        while (true)
        {
            var at = text.IndexOfAny(s_escaped);
            if (at < 0)
            {
                break;
            }

            output.Write(text[..at]);
            WriteEscape(text[at], output);
            text = text[(at + 1)..];
        }

        output.Write(text);
        output.Write((byte)'"');
    }

    internal static bool Write(Value value, TextBuffer output, int depth)
    {
        switch (value.Kind)
        {
            case ValueKind.Null:
                output.Write("null"u8);
                return true;
            case ValueKind.Boolean:
                output.Write(value.AsBoolean ? "true"u8 : "false"u8);
                return true;
            case ValueKind.Integer:
                output.Write(value.AsInteger);
                return true;
            case ValueKind.Number when !double.IsFinite(value.AsNumber):
                WriteText(JavaText.OfNumber(value.AsNumber), output);
                return true;
            case ValueKind.Number:
                JavaText.WriteNumber(value.AsNumber, output);
                return true;
            case ValueKind.Exact:
                output.Write(value.AsText.AsSpan());
                return true;
            case ValueKind.Text:
                WriteText(value.AsText, output);
                return true;
            case ValueKind.List:
                return depth < JavaText.MaxDepth && WriteList(value.AsList, output, depth + 1);
            case ValueKind.Map:
                return depth < JavaText.MaxDepth && WriteMap(value.AsMap, output, depth + 1);
            default:
                if (value.AsObject.AsMap() is { } map)
                {
                    return depth < JavaText.MaxDepth && WriteMap(map, output, depth + 1);
                }

                output.Write("null"u8);
                return true;
        }
    }

    private static bool WriteList(ValueList list, TextBuffer output, int depth)
    {
        output.Write((byte)'[');
        for (var i = 0; i < list.Count; i++)
        {
            if (i > 0)
            {
                output.Write((byte)',');
            }

            if (output.IsFull || !Write(list[i], output, depth))
            {
                return false;
            }
        }

        output.Write((byte)']');
        return true;
    }

    private static bool WriteMap(ValueMap map, TextBuffer output, int depth)
    {
        output.Write((byte)'{');
        for (var i = 0; i < map.Count; i++)
        {
            if (i > 0)
            {
                output.Write((byte)',');
            }

            WriteText(map.KeyAt(i), output);
            output.Write((byte)':');
            if (output.IsFull || !Write(map.ValueAt(i), output, depth))
            {
                return false;
            }
        }

        output.Write((byte)'}');
        return true;
    }

    private static void WriteEscape(char c, TextBuffer output)
    {
        switch (c)
        {
            case '"': output.Write("\\\""u8); break;
            case '\\': output.Write("\\\\"u8); break;
            case '\b': output.Write("\\b"u8); break;
            case '\t': output.Write("\\t"u8); break;
            case '\n': output.Write("\\n"u8); break;
            case '\f': output.Write("\\f"u8); break;
            case '\r': output.Write("\\r"u8); break;
            default:
                output.Write("\\u00"u8);
                output.Write("0123456789ABCDEF"u8.Slice(c >> 4, 1));
                output.Write("0123456789ABCDEF"u8.Slice(c & 15, 1));
                break;
        }
    }
}
