// SPDX-License-Identifier: Apache-2.0
using System.Globalization;

namespace Foregate.Standards.Values;

/// <summary>Texts of values as Java's toString() gives them: what a template prints (aws-apigateway §3.8).</summary>
public static class JavaText
{
    /// <summary>How deep a tree is followed: a list may hold itself.</summary>
    public const int MaxDepth = 256;

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
        if (!double.IsFinite(number))
        {
            return double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
        }

        if (number == 0)
        {
            return double.IsNegative(number) ? "-0.0" : "0.0";
        }

        if (Math.Abs(number) == double.Epsilon)
        {
            // Java wants two digits here, and the nearest two are not the shortest one and a zero.
            return number > 0 ? "4.9E-324" : "-4.9E-324";
        }

        // The shortest digits that read back as the same number; the form d.dddE+000 says where their point is.
        var shortest = number.ToString("R", CultureInfo.InvariantCulture).AsSpan();
        var sign = shortest[0] == '-' ? "-" : "";
        shortest = shortest[sign.Length..];
        var exponent = 0;
        var e = shortest.IndexOf('E');
        if (e >= 0)
        {
            exponent = int.Parse(shortest[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            shortest = shortest[..e];
        }

        Span<char> digits = stackalloc char[32];
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
        if (Math.Abs(number) is >= 1e-3 and < 1e7)
        {
            return scale <= 0 ? $"{sign}0.{new string('0', -scale)}{digits}"
                : digits.Length <= scale ? $"{sign}{digits}{new string('0', scale - digits.Length)}.0"
                : $"{sign}{digits[..scale]}.{digits[scale..]}";
        }

        return $"{sign}{digits[0]}.{(digits.Length == 1 ? "0" : digits[1..])}E{(scale - 1).ToString(CultureInfo.InvariantCulture)}";
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
                output.Write(OfNumber(value.AsNumber));
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
