// SPDX-License-Identifier: Apache-2.0
using System.Numerics;

namespace Foregate.Standards.Numbers;

/// <summary>A number as JSON writes it, compared by its digits: exact at any size, without memory of its own, in time proportional to its text.</summary>
public readonly ref struct DecimalText
{
    private const long FarthestExponent = 1L << 40;

    private readonly ReadOnlySpan<byte> _digits;
    private readonly bool _isNegative;
    private readonly int _count;

    // Power of ten of the first significant digit, and of the last.
    private readonly long _high;
    private readonly long _low;

    private DecimalText(ReadOnlySpan<byte> digits, bool isNegative, int count, long high)
    {
        _digits = digits;
        _isNegative = isNegative;
        _count = count;
        _high = high;
        _low = high - count + 1;
    }

    public bool IsZero => _count == 0;

    public bool IsNegative => _isNegative;

    /// <summary>Whether nothing but zeros stands behind its point.</summary>
    public bool IsWhole => _count == 0 || _low >= 0;

    /// <summary>Reads a number of JSON's grammar (a leading + and leading zeros are borne).</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out DecimalText number)
    {
        number = default;
        var isNegative = text.Length > 0 && text[0] == '-';
        var at = isNegative || (text.Length > 0 && text[0] == '+') ? 1 : 0;
        var first = -1;
        var end = 0;
        var count = 0;
        var since = 0;
        var point = -1;
        var seen = 0;
        long high = 0;
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (c == '.' && point < 0)
            {
                point = seen;
                continue;
            }

            if (c is < (byte)'0' or > (byte)'9')
            {
                break;
            }

            if (c != '0')
            {
                if (first < 0)
                {
                    first = at;
                    high = seen;
                    since = 0;
                }

                count = since + 1;
                end = at + 1;
            }

            since++;
            seen++;
        }

        if (seen == 0 || !Exponent(text[at..], out var exponent))
        {
            return false;
        }

        number = first < 0
            ? default
            : new DecimalText(text[first..end], isNegative, count, (point < 0 ? seen : point) - high - 1 + exponent);
        return true;
    }

    /// <summary>Less than 0, 0 or more than 0.</summary>
    public static int Compare(DecimalText left, DecimalText right)
    {
        if (left.IsZero || right.IsZero)
        {
            return left.IsZero ? right.IsZero ? 0 : right._isNegative ? 1 : -1 : left._isNegative ? -1 : 1;
        }

        if (left._isNegative != right._isNegative)
        {
            return left._isNegative ? -1 : 1;
        }

        var larger = left._high != right._high ? left._high.CompareTo(right._high) : CompareDigits(left._digits, right._digits);
        return left._isNegative ? -larger : larger;
    }

    /// <summary>The same for numbers that are equal.</summary>
    public int Hash()
    {
        var hash = default(HashCode);
        hash.Add(_isNegative);
        hash.Add(_high);
        foreach (var c in _digits)
        {
            if (c != '.')
            {
                hash.Add(c);
            }
        }

        return hash.ToHashCode();
    }

    /// <summary>Whether it is a whole multiple of another, which is not zero.</summary>
    public bool IsMultipleOf(DecimalText divisor)
    {
        if (IsZero)
        {
            return true;
        }

        var shift = _low - divisor._low;
        if (shift < 0 && -shift > _count)
        {
            // The divisor's digits end higher than this number begins: more zeros would be needed than it has digits.
            return false;
        }

        var modulus = divisor.Mantissa();
        if (shift < 0)
        {
            modulus *= BigInteger.Pow(10, (int)-shift);
        }

        var rest = Remainder(modulus);
        if (shift > 0 && !rest.IsZero)
        {
            rest = rest * BigInteger.ModPow(10, shift, modulus) % modulus;
        }

        return rest.IsZero;
    }

    private BigInteger Remainder(BigInteger modulus)
    {
        if (modulus < ulong.MaxValue / 10)
        {
            var small = (ulong)modulus;
            ulong rest = 0;
            foreach (var c in _digits)
            {
                rest = c == '.' ? rest : ((rest * 10) + (ulong)(c - '0')) % small;
            }

            return rest;
        }

        return Horner(modulus);
    }

    private BigInteger Mantissa() => Horner(null);

    private BigInteger Horner(BigInteger? modulus)
    {
        var number = BigInteger.Zero;
        long chunk = 0;
        long scale = 1;
        for (var i = 0; i < _digits.Length; i++)
        {
            if (_digits[i] == '.')
            {
                continue;
            }

            chunk = (chunk * 10) + (_digits[i] - '0');
            scale *= 10;
            if (scale == 1_000_000_000_000_000_000 || i == _digits.Length - 1)
            {
                number = (number * scale) + chunk;
                number = modulus is { } m ? number % m : number;
                chunk = 0;
                scale = 1;
            }
        }

        return number;
    }

    private static int CompareDigits(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        int l = 0, r = 0;
        while (true)
        {
            l += l < left.Length && left[l] == '.' ? 1 : 0;
            r += r < right.Length && right[r] == '.' ? 1 : 0;
            if (l >= left.Length || r >= right.Length)
            {
                return (l < left.Length ? 1 : 0) - (r < right.Length ? 1 : 0);
            }

            if (left[l] != right[r])
            {
                return left[l] < right[r] ? -1 : 1;
            }

            l++;
            r++;
        }
    }

    private static bool Exponent(ReadOnlySpan<byte> text, out long exponent)
    {
        exponent = 0;
        if (text.IsEmpty)
        {
            return true;
        }

        if (text[0] is not ((byte)'e' or (byte)'E') || text.Length < 2)
        {
            return false;
        }

        var isNegative = text[1] == '-';
        text = text[(isNegative || text[1] == '+' ? 2 : 1)..];
        if (text.IsEmpty)
        {
            return false;
        }

        foreach (var c in text)
        {
            if (c is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            exponent = Math.Min((exponent * 10) + (c - '0'), FarthestExponent);
        }

        exponent = isNegative ? -exponent : exponent;
        return true;
    }
}
