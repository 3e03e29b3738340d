// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Globalization;
using System.Text;

namespace Foregate.Standards.Values;

/// <summary>The pieces of JSON between its brackets: white space, words, the extent of texts, and numbers.</summary>
internal static class JsonScan
{
    // Digits that a double holds exactly, and powers of ten that it does.
    private const int ExactDigits = 15;

    private static readonly double[] s_powers =
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    private static readonly SearchValues<byte> s_ends = SearchValues.Create(
        "\"\\\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000B\f\r\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F"u8);

    /// <summary>Goes past white space.</summary>
    /// <returns>The byte there; 0 at the end, which begins nothing.</returns>
    public static byte Space(ReadOnlySpan<byte> json, ref int at)
    {
        for (var i = at; i < json.Length; i++)
        {
            var c = json[i];
            if (c is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
            {
                at = i;
                return c;
            }
        }

        at = json.Length;
        return 0;
    }

    public static bool Takes(ReadOnlySpan<byte> json, ref int at, ReadOnlySpan<byte> word)
    {
        var isThere = json[at..].StartsWith(word);
        at += word.Length;
        return isThere;
    }

    /// <summary>Bytes up to the quote that ends a text; negative where an escape comes first, or what no text holds.</summary>
    public static int PlainLength(ReadOnlySpan<byte> text)
    {
        var length = text.IndexOfAny(s_ends);
        return length >= 0 && text[length] == '"' ? length : -1;
    }

    /// <summary>Bytes of a text with escapes and its quotes; negative where it does not end.</summary>
    public static int EscapedLength(ReadOnlySpan<byte> text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            var next = text[i..].IndexOfAny(s_ends);
            if (next < 0 || text[i + next] < ' ')
            {
                return -1;
            }

            i += next;
            if (text[i] == '"')
            {
                return i + 1;
            }

            i++;
        }

        return -1;
    }

    public static bool TryReadNumber(ReadOnlySpan<byte> json, ref int at, out Value value)
    {
        var start = at;
        var isNegative = at < json.Length && json[at] == '-';
        at += isNegative ? 1 : 0;
        var (whole, first) = (0L, at);
        for (; at < json.Length && (uint)(json[at] - '0') <= 9; at++)
        {
            whole = unchecked((whole * 10) + (json[at] - '0'));
        }

        var digits = at - first;
        if (digits == 0 || (digits > 1 && json[first] == '0'))
        {
            value = default;
            return false;
        }

        if (at < json.Length && json[at] is (byte)'.' or (byte)'e' or (byte)'E')
        {
            return TryReadFraction(json, ref at, start, isNegative, whole, digits, out value);
        }

        value = digits <= 18 ? Value.Of(isNegative ? -whole : whole)
            : long.TryParse(json[start..at], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? Value.Of(number)
            : Value.Exact(Encoding.ASCII.GetString(json[start..at]));
        return true;
    }

    private static bool TryReadFraction(ReadOnlySpan<byte> json, ref int at, int start, bool isNegative, long mantissa, int digits, out Value value)
    {
        value = default;
        var places = 0;
        if (json[at] == '.')
        {
            for (at++; at < json.Length && (uint)(json[at] - '0') <= 9; at++)
            {
                mantissa = unchecked((mantissa * 10) + (json[at] - '0'));
                places++;
            }

            if (places == 0)
            {
                return false;
            }
        }

        if (at < json.Length && json[at] is (byte)'e' or (byte)'E')
        {
            at++;
            at += at < json.Length && json[at] is (byte)'+' or (byte)'-' ? 1 : 0;
            var exponent = at;
            while (at < json.Length && (uint)(json[at] - '0') <= 9)
            {
                at++;
            }

            if (at == exponent)
            {
                return false;
            }
        }
        else if (digits + places <= ExactDigits)
        {
            // Both parts are exact, so that one division rounds once, as reading all of it would.
            var number = mantissa / s_powers[places];
            value = Value.Of(isNegative ? -number : number);
            return true;
        }

        // Beyond a double's range Java reads infinity, and so does this.
        value = Value.Of(double.Parse(json[start..at], NumberStyles.Float, CultureInfo.InvariantCulture));
        return true;
    }
}
