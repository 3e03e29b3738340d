// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Methods;

/// <summary>When two values are equal: for ==, and for Java's equals().</summary>
internal static class Equality
{
    private const int MaxDepth = 200;

    /// <summary>
    /// Velocity's ==: numbers by value, likes by equals(), all else by their texts. API Gateway's own: null also equals the empty text.
    /// </summary>
    public static bool IsEqual(Run run, Value a, Value b)
    {
        if (a.IsText && b.IsText)
        {
            return run.Step(1 + (Math.Min(a.AsText.Length, b.AsText.Length) >> 6)) && a.AsText == b.AsText;
        }

        if (a.IsNull || b.IsNull)
        {
            return a.IsNull && b.IsNull || (a.IsNull ? b : a) is { IsText: true, AsText.Length: 0 };
        }

        if (a.IsNumeric && b.IsNumeric)
        {
            return JavaNumbers.Compare(a, b) == 0;
        }

        return a.Kind == b.Kind ? Java(run, a, b) : run.TextOf(a) == run.TextOf(b);
    }

    /// <summary>Java's equals(): the same type, and the same in it.</summary>
    public static bool Java(Run run, Value a, Value b) => Java(run, a, b, 0);

    private static bool Java(Run run, Value a, Value b, int depth)
    {
        if (a.Kind != b.Kind || !run.Step())
        {
            return false;
        }

        switch (a.Kind)
        {
            case ValueKind.Null:
                return true;
            case ValueKind.Boolean:
                return a.AsBoolean == b.AsBoolean;
            case ValueKind.Integer:
                return a.AsInteger == b.AsInteger;
            case ValueKind.Number:
                return a.AsNumber.Equals(b.AsNumber);
            case ValueKind.Exact or ValueKind.Text:
                return a.AsText.Length == b.AsText.Length && run.Step(a.AsText.Length >> 6) && a.AsText == b.AsText;
            case ValueKind.List:
                return a.IsSame(b) || Lists(run, a.AsList, b.AsList, depth + 1);
            case ValueKind.Map:
                return a.IsSame(b) || Maps(run, a.AsMap, b.AsMap, depth + 1);
            case ValueKind.Object when a.AsObject is MapView view && b.AsObject is MapView other:
                return view.Equals(run, other);
            case ValueKind.Object when JavaCharacter.Of(a) is { } character:
                return JavaCharacter.Of(b) == character;
            case ValueKind.Object when a.AsObject is MapEntry entry && b.AsObject is MapEntry other:
                return entry.Equals(run, other);
            default:
                return a.IsSame(b);
        }
    }

    private static bool Lists(Run run, ValueList a, ValueList b, int depth)
    {
        if (depth > MaxDepth)
        {
            return run.Fail("Values are nested too deep to be compared.");
        }

        var isEqual = a.Count == b.Count;
        for (var i = 0; isEqual && i < a.Count; i++)
        {
            isEqual = Java(run, a[i], b[i], depth);
        }

        return isEqual;
    }

    private static bool Maps(Run run, ValueMap a, ValueMap b, int depth)
    {
        if (depth > MaxDepth)
        {
            return run.Fail("Values are nested too deep to be compared.");
        }

        var isEqual = a.Count == b.Count;
        for (var i = 0; isEqual && i < a.Count; i++)
        {
            isEqual = b.TryGet(a.CodeAt(i), out var other) && Java(run, a.ValueAt(i), other, depth);
        }

        return isEqual;
    }
}
