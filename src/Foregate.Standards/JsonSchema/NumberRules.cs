// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.Standards.JsonTokens;
using Foregate.Standards.Numbers;

namespace Foregate.Standards.JsonSchema;

/// <summary>What is asked of numbers: bounds as they were written, so that they are exact at any size; and the same as whole numbers, where they are such.</summary>
internal sealed class NumberRules
{
    // So many digits always fit.
    private const int ShortInteger = 18;

    private readonly byte[]? _minimum;
    private readonly bool _isMinimumExclusive;
    private readonly byte[]? _maximum;
    private readonly bool _isMaximumExclusive;
    private readonly byte[]? _multipleOf;

    // The least and the most among whole numbers; only where all that is asked can be said so.
    private readonly bool _areWhole;
    private readonly long _least = long.MinValue;
    private readonly long _most = long.MaxValue;

    public NumberRules(byte[]? minimum, bool isMinimumExclusive, byte[]? maximum, bool isMaximumExclusive, byte[]? multipleOf)
    {
        (_minimum, _isMinimumExclusive, _maximum, _isMaximumExclusive, _multipleOf) = (minimum, isMinimumExclusive, maximum, isMaximumExclusive, multipleOf);
        long least = 0, most = 0;
        _areWhole = multipleOf is null && (minimum is null || TryWhole(minimum, out least)) && (maximum is null || TryWhole(maximum, out most));
        if (_areWhole)
        {
            _least = minimum is null ? long.MinValue : isMinimumExclusive ? least + 1 : least;
            _most = maximum is null ? long.MaxValue : isMaximumExclusive ? most - 1 : most;
        }
    }

    /// <summary>Whether a number is as it should be; what is wrong is told where somebody wants to know.</summary>
    public bool Check(TokenView view, int at, SchemaMessages? messages, ref int steps)
    {
        if (_areWhole && IsWithin(view.Raw(at)))
        {
            return true;
        }

        var number = view.Number(at);
        var isGood = true;
        if (_minimum is not null && DecimalText.TryParse(_minimum, out var least))
        {
            var order = DecimalText.Compare(number, least);
            isGood = order > 0 || (order == 0 && !_isMinimumExclusive);
            if (!isGood && (messages is null || !messages.Add("minimum", order < 0
                ? $"numeric instance is lower than the required minimum (minimum: {Text(_minimum)}, found: {Raw(view, at)})"
                : $"numeric instance is not strictly greater than the required minimum {Text(_minimum)}")))
            {
                return false;
            }
        }

        if (_maximum is not null && DecimalText.TryParse(_maximum, out var most))
        {
            var order = DecimalText.Compare(number, most);
            isGood = order < 0 || (order == 0 && !_isMaximumExclusive);
            if (!isGood && (messages is null || !messages.Add("maximum", order > 0
                ? $"numeric instance is greater than the required maximum (maximum: {Text(_maximum)}, found: {Raw(view, at)})"
                : $"numeric instance is not strictly lower than the required maximum {Text(_maximum)}")))
            {
                return false;
            }
        }

        if (_multipleOf is null || !DecimalText.TryParse(_multipleOf, out var divisor))
        {
            return true;
        }

        steps -= view[at].Length;
        return (steps >= 0 && number.IsMultipleOf(divisor))
            || (messages is not null && messages.Add("multipleOf", $"remainder of division is not zero ({Raw(view, at)} / {Text(_multipleOf)})"));
    }

    /// <summary>Whether a number is surely within whole bounds; false too for one that must be looked at more closely.</summary>
    private bool IsWithin(ReadOnlySpan<byte> text)
    {
        var point = text.IndexOf((byte)'.');
        if (point < 0)
        {
            return TryWhole(text, out var whole) && whole >= _least && whole <= _most;
        }

        // What stands behind the point makes it less than 1 larger.
        return text.IndexOfAny((byte)'e', (byte)'E', (byte)'-') < 0 && TryWhole(text[..point], out var floor) && floor >= _least && floor < _most;
    }

    private static bool TryWhole(ReadOnlySpan<byte> text, out long number)
    {
        number = 0;
        var isNegative = text.Length > 0 && text[0] == '-';
        if (text.Length is 0 or > ShortInteger)
        {
            return false;
        }

        foreach (var c in isNegative ? text[1..] : text)
        {
            if (c is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            number = (number * 10) + (c - '0');
        }

        number = isNegative ? -number : number;
        return true;
    }

    private static string Raw(TokenView view, int at) => SchemaMessages.Said(Text(view.Raw(at)));

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
