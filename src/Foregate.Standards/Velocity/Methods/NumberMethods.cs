// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Foregate.Standards.Values;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Methods;

/// <summary>Methods of Java's Integer, Long and Double. Their static ones are reached through any number: <c>$n.parseInt("42")</c>.</summary>
internal static class NumberMethods
{
    public static readonly string[] Names =
    [
        "byteValue", "compare", "compareTo", "doubleValue", "equals", "floatValue", "hashCode", "intValue", "isInfinite", "isNaN", "longValue", "max", "min",
        "parseDouble", "parseInt", "parseLong", "shortValue", "sum", "toBinaryString", "toHexString", "toOctalString", "toString", "valueOf",
    ];

    public static bool TryInvoke(Run run, Value target, string method, ReadOnlySpan<Value> arguments, out Value result, out string? error)
    {
        error = null;
        result = default;
        if (arguments.Length > 0 && !Has(target, method))
        {
            return false;
        }

        return arguments.Length switch
        {
            0 => TryPlain(run, target, method, out result),
            1 => TryOne(run, target, method, arguments[0], out result, out error),
            2 => arguments[0].IsNumeric && arguments[1].IsNumeric && TryTwo(run, target, method, arguments[0], arguments[1], out result),
            _ => false,
        };
    }

    // Which of Java's types a number is of says which static methods it leads to.
    private static bool Has(Value target, string method) => method switch
    {
        "parseInt" => target.IsInteger && IsInt(target.AsInteger),
        "parseLong" => target.IsInteger && !IsInt(target.AsInteger),
        "parseDouble" or "isNaN" or "isInfinite" => target.Kind == ValueKind.Number,
        "toBinaryString" or "toHexString" or "toOctalString" => target.IsInteger,
        _ => true,
    };

    private static bool IsInt(long number) => number is >= int.MinValue and <= int.MaxValue;

    private static bool TryPlain(Run run, Value target, string method, out Value result)
    {
        result = method switch
        {
            "intValue" => Value.Of(JavaNumbers.ToInt(target)),
            "longValue" => Value.Of(JavaNumbers.ToLong(target)),
            "shortValue" => Value.Of(unchecked((short)JavaNumbers.ToLong(target))),
            "byteValue" => Value.Of(unchecked((sbyte)JavaNumbers.ToLong(target))),
            "doubleValue" => Value.Of(JavaNumbers.ToDouble(target)),
            "floatValue" => Value.Of((double)(float)JavaNumbers.ToDouble(target)),
            "toString" => run.Text(run.TextOf(target)),
            "hashCode" when target.IsInteger => Value.Of(target.AsInteger is >= int.MinValue and <= int.MaxValue
                ? target.AsInteger
                : unchecked((int)(target.AsInteger ^ (long)((ulong)target.AsInteger >> 32)))),
            "isNaN" when target.Kind == ValueKind.Number => Value.Of(double.IsNaN(target.AsNumber)),
            "isInfinite" when target.Kind == ValueKind.Number => Value.Of(double.IsInfinity(target.AsNumber)),
            _ => default,
        };
        return !result.IsNull;
    }

    private static bool TryOne(Run run, Value target, string method, Value argument, out Value result, out string? error)
    {
        error = null;
        result = default;
        switch (method)
        {
            case "equals":
                result = Value.Of(Equality.Java(run, target, argument));
                return true;
            case "compareTo" when argument.Kind == target.Kind && (!target.IsInteger || IsInt(target.AsInteger) == IsInt(argument.AsInteger)):
                result = Value.Of(JavaNumbers.Compare(target, argument));
                return true;
            case "compareTo" when !argument.IsNull:
                error = "The method compareTo was given another type of number, or none";
                return false;
            case "toString" when argument.IsNumeric:
                result = run.Text(run.TextOf(argument));
                return true;
            case "toHexString" when argument.IsInteger:
                result = Value.Of(Based(argument.AsInteger, 4));
                return true;
            case "toBinaryString" when argument.IsInteger:
                result = Value.Of(Based(argument.AsInteger, 1));
                return true;
            case "toOctalString" when argument.IsInteger:
                result = Value.Of(Based(argument.AsInteger, 3));
                return true;
            case "isNaN" when argument.Kind == ValueKind.Number:
                result = Value.Of(double.IsNaN(argument.AsNumber));
                return true;
            case "valueOf" when argument.IsNumeric:
                result = argument;
                return true;
            case "parseInt" or "parseLong" or "parseDouble" or "valueOf" when argument.IsText:
                return TryParse(argument.AsText, method == "parseDouble" || (method == "valueOf" && target.Kind == ValueKind.Number), method == "parseInt", out result, out error);
            default:
                return false;
        }
    }

    private static bool TryTwo(Run run, Value target, string method, Value a, Value b, out Value result)
    {
        if (target.Kind == ValueKind.Number)
        {
            (a, b) = (Value.Of(JavaNumbers.ToDouble(a)), Value.Of(JavaNumbers.ToDouble(b)));
        }
        else if (!a.IsInteger || !b.IsInteger || (target.IsInteger && IsInt(target.AsInteger) && !(IsInt(a.AsInteger) && IsInt(b.AsInteger))))
        {
            result = default;
            return false;
        }

        result = method switch
        {
            "max" => JavaNumbers.Compare(a, b) >= 0 ? a : b,
            "min" => JavaNumbers.Compare(a, b) <= 0 ? a : b,
            "sum" => JavaNumbers.Calculate(run, a, b, Operation.Add),
            "compare" => Value.Of(JavaNumbers.Compare(a, b)),
            _ => default,
        };
        return !result.IsNull;
    }

    private static bool TryParse(string text, bool isDouble, bool isInt, out Value result, out string? error)
    {
        error = null;
        result = default;
        if (isDouble)
        {
            if (double.TryParse(text.Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number))
            {
                result = Value.Of(number);
                return true;
            }
        }
        else if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer) && (!isInt || integer is >= int.MinValue and <= int.MaxValue))
        {
            result = Value.Of(integer);
            return true;
        }

        error = "The text is no such number";
        return false;
    }

    // Java's Integer gives 32 bits of a negative number, Long 64; which it is shows only in the number's size here.
    private static string Based(long number, int bitsPerDigit)
    {
        var rest = number is < 0 and >= int.MinValue ? (uint)(int)number : (ulong)number;
        Span<char> digits = stackalloc char[64];
        var at = digits.Length;
        do
        {
            digits[--at] = "0123456789abcdef"[(int)(rest & ((1UL << bitsPerDigit) - 1))];
            rest >>= bitsPerDigit;
        }
        while (rest != 0);
        return digits[at..].ToString();
    }
}
