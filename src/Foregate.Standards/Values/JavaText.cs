// SPDX-License-Identifier: Apache-2.0
using System.Globalization;

namespace Foregate.Standards.Values;

/// <summary>Texts of values as Java's toString() gives them: what a template prints (aws-apigateway §3.8).</summary>
public static class JavaText
{
    /// <summary>How deep a tree is followed: a list may hold itself.</summary>
    public const int MaxDepth = 256;

    private const int LongestNumber = 40;

    /// <summary>The text; null where the value is null or has none, is too deep, or passes a mebibyte.</summary>
    public static string Of(Value value)
    {
        if (value.IsText)
        {
            return value.AsText;
        }

        var buffer = new TextBuffer(1 << 20);
        return Write(value, buffer) ? buffer.ToString() : "";
    }

    /// <summary>Writes the text: of a map Java's <c>{foo=bar, n=1}</c>, of a JSON document's array compact JSON, of any other list <c>[a, b]</c>.</summary>
    /// <returns>False, with part of it written, when the tree is too deep or the buffer full.</returns>
    public static bool Write(Value value, TextBuffer output) => Write(value, output, 0) && !output.IsFull;

    /// <summary>Java's String.hashCode().</summary>
    public static int HashOf(string text)
    {
        var hash = 0;
        foreach (var c in text)
        {
            hash = unchecked((31 * hash) + c);
        }

        return hash;
    }

    /// <summary>A double as Java's Double.toString() writes it: 10.0, 1.0E10, NaN.</summary>
    public static string OfNumber(double number)
    {
        Span<char> text = stackalloc char[LongestNumber];
        return text[..Format(number, text)].ToString();
    }

    private static int Format(double number, Span<char> text)
    {
        var word = double.IsNaN(number) ? "NaN"
            : double.IsInfinity(number) ? number > 0 ? "Infinity" : "-Infinity"
            : number == 0 ? double.IsNegative(number) ? "-0.0" : "0.0"
            // Java wants two digits here, and the nearest two are not the shortest one and a zero.
            : Math.Abs(number) == double.Epsilon ? number > 0 ? "4.9E-324" : "-4.9E-324"
            : null;
        if (word is not null)
        {
            word.CopyTo(text);
            return word.Length;
        }

        // The shortest digits that read back as the same number; the form d.dddE+000 says where their point is.
        Span<char> written = stackalloc char[LongestNumber];
        number.TryFormat(written, out var length, "R", CultureInfo.InvariantCulture);
        ReadOnlySpan<char> shortest = written[..length];
        var at = 0;
        if (shortest[0] == '-')
        {
            text[at++] = '-';
            shortest = shortest[1..];
        }

        var exponent = 0;
        var e = shortest.IndexOf('E');
        if (e >= 0)
        {
            exponent = int.Parse(shortest[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            shortest = shortest[..e];
        }

        Span<char> digits = stackalloc char[LongestNumber];
        var count = 0;
        var point = -1;
        foreach (var c in shortest)
        {
            if (c == '.')
            {
                point = count;
            }
            else if (c == '0' && count == 0)
            {
                exponent -= point >= 0 ? 1 : 0;
            }
            else
            {
                digits[count++] = c;
            }
        }

        // Value = 0.digits × 10^scale.
        var scale = (point >= 0 ? point : count) + exponent;
        digits = digits[..count].TrimEnd('0');
        if (Math.Abs(number) is not (>= 1e-3 and < 1e7))
        {
            at = Append(text, at, digits[..1], 0);
            at = Append(text, at, ".", 0);
            at = digits.Length == 1 ? Append(text, at, "0", 0) : Append(text, at, digits[1..], 0);
            at = Append(text, at, "E", 0);
            (scale - 1).TryFormat(text[at..], out length, default, CultureInfo.InvariantCulture);
            return at + length;
        }

        if (scale <= 0)
        {
            at = Append(text, at, "0.", -scale);
            return Append(text, at, digits, 0);
        }

        if (digits.Length <= scale)
        {
            at = Append(text, at, digits, scale - digits.Length);
            return Append(text, at, ".0", 0);
        }

        at = Append(text, at, digits[..scale], 0);
        at = Append(text, at, ".", 0);
        return Append(text, at, digits[scale..], 0);
    }

    private static int Append(Span<char> text, int at, ReadOnlySpan<char> part, int zeros)
    {
        part.CopyTo(text[at..]);
        text.Slice(at + part.Length, zeros).Fill('0');
        return at + part.Length + zeros;
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
            case ValueKind.Number:
                WriteNumber(value.AsNumber, output);
                return true;
            case ValueKind.Exact:
            case ValueKind.Text:
                output.Write(value.AsText.AsSpan());
                return true;
            case ValueKind.List when value.AsList.IsJson:
                return JsonValues.Write(value, output, depth);
            case ValueKind.List:
                return depth < MaxDepth && WriteList(value.AsList, output, depth + 1);
            case ValueKind.Map:
                return depth < MaxDepth && WriteMap(value.AsMap, output, depth + 1);
            default:
                return depth < MaxDepth && value.AsObject.WriteText(output, depth + 1);
        }
    }

    internal static void WriteNumber(double number, TextBuffer output)
    {
        Span<char> text = stackalloc char[LongestNumber];
        output.Write(text[..Format(number, text)]);
    }

    private static bool WriteList(ValueList list, TextBuffer output, int depth)
    {
        output.Write((byte)'[');
        for (var i = 0; i < list.Count; i++)
        {
            if (i > 0)
            {
                output.Write(", "u8);
            }

            var item = list[i];
            if (item.Kind == ValueKind.List && ReferenceEquals(item.AsList, list))
            {
                output.Write("(this Collection)"u8);
                continue;
            }

            if (output.IsFull || !Write(item, output, depth))
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
                output.Write(", "u8);
            }

            output.Write(map.KeyAt(i).AsSpan());
            output.Write((byte)'=');
            var value = map.ValueAt(i);
            if (value.Kind == ValueKind.Map && ReferenceEquals(value.AsMap, map))
            {
                output.Write("(this Map)"u8);
                continue;
            }

            if (output.IsFull || !Write(value, output, depth))
            {
                return false;
            }
        }

        output.Write((byte)'}');
        return true;
    }
}
