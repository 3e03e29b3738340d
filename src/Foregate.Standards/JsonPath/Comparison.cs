// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.Standards.Numbers;
using Foregate.Standards.Values;

namespace Foregate.Standards.JsonPath;

/// <summary>Two operands and the word between them, as Jayway compares them.</summary>
internal sealed class Comparison(Operand left, string word, Operand right)
{
    /// <summary>Asks whether the left path finds something; not a word of the language.</summary>
    public const string Exists = "EXISTS";

    private const long LargestExact = 1L << 53;

    private static readonly string[] s_words =
    [
        "==", "!=", "===", "!==", "<", "<=", ">", ">=", "=~", "IN", "NIN", "CONTAINS", "ALL", "SIZE", "EMPTY", "SUBSETOF", "ANYOF", "NONEOF",
    ];

    public static bool IsWord(string word) => Array.IndexOf(s_words, word) >= 0;

    public bool Holds(Value item, PathEvaluation evaluation)
    {
        if (word == Exists)
        {
            return left.Exists(item, evaluation);
        }

        var isLeft = left.TryGet(item, evaluation, out var l);
        var isRight = right.TryGet(item, evaluation, out var r);
        return !evaluation.HasFault && word switch
        {
            "==" => isLeft && isRight && AreEqual(l, r, evaluation),
            "!=" => !(isLeft && isRight && AreEqual(l, r, evaluation)),
            "===" => isLeft && isRight && Sort(l) == Sort(r) && AreEqual(l, r, evaluation),
            "!==" => !(isLeft && isRight && Sort(l) == Sort(r) && AreEqual(l, r, evaluation)),
            "<" => isLeft && isRight && Order(l, r) is < 0,
            "<=" => isLeft && isRight && Order(l, r) is <= 0,
            ">" => isLeft && isRight && Order(l, r) is > 0,
            ">=" => isLeft && isRight && Order(l, r) is >= 0,
            "=~" => Matches(isLeft ? l : default, isRight ? r : default, evaluation),
            "IN" => IsIn(l, isLeft, r, isRight, evaluation),
            "NIN" => IsNotIn(l, isLeft, r, isRight, evaluation),
            "CONTAINS" => isLeft && Contains(l, r, isRight, evaluation),
            "ALL" => HasAll(l, isLeft, r, isRight, evaluation),
            "SIZE" => isLeft && isRight && HasSize(l, r),
            "EMPTY" => isLeft && isRight && IsEmpty(l, r),
            "SUBSETOF" => AreLists(l, isLeft, r, isRight) && Common(l.AsList, r.AsList, evaluation) == l.AsList.Count,
            "ANYOF" => AreLists(l, isLeft, r, isRight) && Common(l.AsList, r.AsList, evaluation) > 0,
            _ => AreLists(l, isLeft, r, isRight) && Common(l.AsList, r.AsList, evaluation) == 0,
        };
    }

    /// <summary>Numbers compare with texts by the numbers that those write, when the number is on the left, and by its text when it is on the right.</summary>
    private static bool AreEqual(Value left, Value right, PathEvaluation evaluation)
    {
        if (!evaluation.Step())
        {
            return false;
        }

        if (left.IsNumeric && (right.IsNumeric || right.IsText))
        {
            return Numbers(left, right) is 0;
        }

        if (left.IsText && (right.IsNumeric || right.IsText))
        {
            return left.AsText == Text(right);
        }

        return (left.Kind, right.Kind) switch
        {
            (ValueKind.Null, ValueKind.Null) => true,
            (ValueKind.Boolean, ValueKind.Boolean) => left.AsBoolean == right.AsBoolean,
            (ValueKind.List, ValueKind.List) or (ValueKind.Map, ValueKind.Map) => AreSame(left, right, evaluation, 0),
            _ => false,
        };
    }

    /// <summary>Java's equals() of lists and maps: whole numbers and others differ.</summary>
    private static bool AreSame(Value left, Value right, PathEvaluation evaluation, int depth)
    {
        if (!evaluation.Step() || depth > 256 || left.Kind != right.Kind)
        {
            return false;
        }

        switch (left.Kind)
        {
            case ValueKind.List:
                var (a, b) = (left.AsList, right.AsList);
                for (var i = 0; a.Count == b.Count && i < a.Count; i++)
                {
                    if (!AreSame(a[i], b[i], evaluation, depth + 1))
                    {
                        return false;
                    }
                }

                return a.Count == b.Count;
            case ValueKind.Map:
                var (c, d) = (left.AsMap, right.AsMap);
                for (var i = 0; c.Count == d.Count && i < c.Count; i++)
                {
                    if (!d.TryGet(c.KeyAt(i), out var other) || !AreSame(c.ValueAt(i), other, evaluation, depth + 1))
                    {
                        return false;
                    }
                }

                return c.Count == d.Count;
            case ValueKind.Integer or ValueKind.Boolean:
                return left.AsInteger == right.AsInteger;
            case ValueKind.Number:
                return left.AsNumber.Equals(right.AsNumber);
            case ValueKind.Null:
                return true;
            default:
                return left.AsText == right.AsText;
        }
    }

    /// <summary>Null where there is none: only numbers are held against numbers, and texts against texts.</summary>
    private static int? Order(Value left, Value right)
    {
        if (left.IsNumeric && right.IsNumeric)
        {
            return Numbers(left, right);
        }

        return left.IsText && right.IsText ? string.CompareOrdinal(left.AsText, right.AsText) : null;
    }

    private bool Matches(Value l, Value r, PathEvaluation evaluation)
    {
        if (left.Pattern is null == right.Pattern is null)
        {
            return false;
        }

        var pattern = left.Pattern ?? right.Pattern!;
        var value = left.Pattern is null ? l : r;
        if (value.Kind != ValueKind.List)
        {
            return Matches(pattern, value, evaluation);
        }

        foreach (var item in value.AsList.Items)
        {
            if (Matches(pattern, item, evaluation))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Matches(LinearRegex.JavaPattern pattern, Value value, PathEvaluation evaluation)
    {
        var text = value.IsText || value.IsNumeric ? Text(value) : value.IsBoolean ? JavaText.Of(value) : "";
        return evaluation.Steps(1 + (text.Length / 8)) && evaluation.IsWhole(pattern, text);
    }

    private static bool IsIn(Value left, bool isLeft, Value right, bool isRight, PathEvaluation evaluation) =>
        isLeft && isRight && right.Kind == ValueKind.List && Has(right.AsList, left, evaluation);

    /// <summary>As Jayway: what cannot be looked among is neither in nor not in it; a map has no values to look among.</summary>
    private static bool IsNotIn(Value left, bool isLeft, Value right, bool isRight, PathEvaluation evaluation) =>
        isRight && right.Kind is ValueKind.List or ValueKind.Map && !IsIn(left, isLeft, right, isRight, evaluation) && !evaluation.HasFault;

    private static bool Contains(Value left, Value right, bool isRight, PathEvaluation evaluation)
    {
        if (left.IsText)
        {
            return isRight && right.IsText && evaluation.Steps(1 + (left.AsText.Length / 16)) && left.AsText.Contains(right.AsText, StringComparison.Ordinal);
        }

        return left.Kind == ValueKind.List && isRight && Has(left.AsList, right, evaluation);
    }

    private static bool HasAll(Value left, bool isLeft, Value right, bool isRight, PathEvaluation evaluation)
    {
        if (!isLeft || !isRight || right.Kind != ValueKind.List || left.Kind is not (ValueKind.List or ValueKind.Map))
        {
            return false;
        }

        return left.Kind == ValueKind.Map || Common(right.AsList, left.AsList, evaluation) == right.AsList.Count;
    }

    private static bool HasSize(Value left, Value right) => right.IsInteger && left.Kind switch
    {
        ValueKind.Text => left.AsText.Length == right.AsInteger,
        ValueKind.List => left.AsList.Count == right.AsInteger,
        ValueKind.Map => right.AsInteger == -1,
        _ => false,
    };

    private static bool IsEmpty(Value left, Value right)
    {
        if (left.Kind is not (ValueKind.Text or ValueKind.List or ValueKind.Map) || !right.IsBoolean)
        {
            return false;
        }

        var count = left.IsText ? left.AsText.Length : left.Kind == ValueKind.List ? left.AsList.Count : left.AsMap.Count;
        return count == 0 == right.AsBoolean;
    }

    private static bool AreLists(Value left, bool isLeft, Value right, bool isRight) => isLeft && isRight && left.Kind == ValueKind.List && right.Kind == ValueKind.List;

    /// <summary>How many of the first list are in the second.</summary>
    private static int Common(ValueList list, ValueList others, PathEvaluation evaluation)
    {
        var count = 0;
        foreach (var item in list.Items)
        {
            count += Has(others, item, evaluation) ? 1 : 0;
            if (evaluation.HasFault)
            {
                return -1;
            }
        }

        return count;
    }

    private static bool Has(ValueList list, Value value, PathEvaluation evaluation)
    {
        foreach (var item in list.Items)
        {
            if (AreEqual(value, item, evaluation))
            {
                return true;
            }

            if (evaluation.HasFault)
            {
                return false;
            }
        }

        return false;
    }

    private static int Sort(Value value) => value.IsNumeric ? (int)ValueKind.Number : value.Kind == ValueKind.Map ? (int)ValueKind.List : (int)value.Kind;

    private static int? Numbers(Value left, Value right)
    {
        if (left.IsInteger && right.IsInteger)
        {
            return left.AsInteger.CompareTo(right.AsInteger);
        }

        // Numbers stand in the same order as what is written for them; whole ones are exact so far.
        if (TryNumber(left, out var l1) && TryNumber(right, out var r1))
        {
            return l1.CompareTo(r1);
        }

        Span<byte> leftRoom = stackalloc byte[32];
        Span<byte> rightRoom = stackalloc byte[32];
        return DecimalText.TryParse(Digits(left, leftRoom), out var l) && DecimalText.TryParse(Digits(right, rightRoom), out var r) ? DecimalText.Compare(l, r) : null;
    }

    private static bool TryNumber(Value value, out double number)
    {
        number = value.Kind switch
        {
            ValueKind.Integer => value.AsInteger,
            ValueKind.Number => value.AsNumber,
            _ => double.NaN,
        };
        return value.Kind == ValueKind.Number || (value.IsInteger && value.AsInteger is >= -LargestExact and <= LargestExact);
    }

    private static ReadOnlySpan<byte> Digits(Value value, Span<byte> room)
    {
        var text = Text(value);
        return Encoding.UTF8.TryGetBytes(text, room, out var written) ? room[..written] : Encoding.UTF8.GetBytes(text);
    }

    // BigDecimal writes the sign of its exponent.
    private static string Text(Value value) => value.Kind == ValueKind.Number
        ? JavaText.OfNumber(value.AsNumber).Replace("E", "E+", StringComparison.Ordinal).Replace("E+-", "E-", StringComparison.Ordinal)
        : JavaText.Of(value);
}
