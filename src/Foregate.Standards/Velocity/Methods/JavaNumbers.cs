// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Numerics;
using Foregate.Standards.Values;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Methods;

/// <summary>Arithmetic and order of numbers as Velocity's: whole numbers grow instead of overflowing, and division by zero is null.</summary>
internal static class JavaNumbers
{
    // Digits of a number at most: multiplying grows without end otherwise.
    private const int MaxDigits = 1000;

    public static Value Calculate(Run run, long a, long b, Operation operation)
    {
        long result;
        switch (operation)
        {
            case Operation.Add:
                result = unchecked(a + b);
                return ((a ^ result) & (b ^ result)) < 0 ? Calculate(run, (BigInteger)a, b, operation) : Value.Of(result);
            case Operation.Subtract:
                result = unchecked(a - b);
                return ((a ^ b) & (a ^ result)) < 0 ? Calculate(run, (BigInteger)a, b, operation) : Value.Of(result);
            case Operation.Multiply:
                var high = Math.BigMul(a, b, out result);
                return high == result >> 63 ? Value.Of(result) : Calculate(run, (BigInteger)a, b, operation);
            case Operation.Divide:
                return b == 0 ? default : Value.Of(b == -1 ? unchecked(-a) : a / b);
            default:
                return b == 0 ? default : Value.Of(b == -1 ? 0 : a % b);
        }
    }

    public static Value Calculate(Run run, Value a, Value b, Operation operation)
    {
        if (a.Kind == ValueKind.Number || b.Kind == ValueKind.Number)
        {
            var (x, y) = (ToDouble(a), ToDouble(b));
            return operation switch
            {
                Operation.Add => Value.Of(x + y),
                Operation.Subtract => Value.Of(x - y),
                Operation.Multiply => Value.Of(x * y),
                Operation.Divide => y == 0 ? default : Value.Of(x / y),
                _ => y == 0 ? default : Value.Of(x % y),
            };
        }

        if (ToBig(a) is not { } first || ToBig(b) is not { } second)
        {
            run.Fail($"Calculating with numbers of more than {MaxDigits} digits is not served.");
            return default;
        }

        return Calculate(run, first, second, operation);
    }

    public static int Compare(Value a, Value b)
    {
        if (a.IsInteger && b.IsInteger)
        {
            return a.AsInteger.CompareTo(b.AsInteger);
        }

        if (a.Kind != ValueKind.Number && b.Kind != ValueKind.Number && ToBig(a) is { } first && ToBig(b) is { } second)
        {
            return first.CompareTo(second);
        }

        return ToDouble(a).CompareTo(ToDouble(b));
    }

    public static double ToDouble(Value value) => value.Kind switch
    {
        ValueKind.Integer => value.AsInteger,
        ValueKind.Number => value.AsNumber,
        _ => double.Parse(value.AsText, CultureInfo.InvariantCulture),
    };

    /// <summary>As Java's (long) and (int) of a double: towards zero, held at the ends.</summary>
    /// <summary>Java's intValue(): a fraction is cut off and held within the type, the upper bits of a whole number are.</summary>
    public static int ToInt(Value value) =>
        value.Kind == ValueKind.Number ? (int)Math.Clamp(ToLong(value), int.MinValue, int.MaxValue) : unchecked((int)ToLong(value));

    public static long ToLong(Value value) => value.Kind switch
    {
        ValueKind.Integer => value.AsInteger,
        ValueKind.Number => (long)Math.Clamp(Math.Truncate(double.IsNaN(value.AsNumber) ? 0 : value.AsNumber), long.MinValue, 9.2233720368547748E18),
        _ => ToBig(value) is { } big ? unchecked((long)(ulong)(big & ulong.MaxValue)) : 0,
    };

    private static Value Calculate(Run run, BigInteger a, BigInteger b, Operation operation)
    {
        if (b.IsZero && operation is (Operation.Divide or Operation.Remainder))
        {
            return default;
        }

        var result = operation switch
        {
            Operation.Add => a + b,
            Operation.Subtract => a - b,
            Operation.Multiply => a * b,
            Operation.Divide => BigInteger.Divide(a, b),
            _ => BigInteger.Remainder(a, b),
        };
        if (result >= long.MinValue && result <= long.MaxValue)
        {
            return Value.Of((long)result);
        }

        var digits = result.ToString(CultureInfo.InvariantCulture);
        if (digits.Length > MaxDigits)
        {
            run.Fail($"A number grows beyond {MaxDigits} digits.");
            return default;
        }

        return run.Take(64 + (4 * digits.Length)) && run.Step(1 + (digits.Length >> 2)) ? Value.Exact(digits) : default;
    }

    private static BigInteger? ToBig(Value value) =>
        value.IsInteger ? value.AsInteger
        : value.AsText.Length <= MaxDigits ? BigInteger.Parse(value.AsText, CultureInfo.InvariantCulture)
        : null;
}
