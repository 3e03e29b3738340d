// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;
using Foregate.Standards.Values;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Methods;

/// <summary>
/// The methods of Java's types that templates reach. A name that Java does not have there gives null, as in Velocity; one that Java has and
/// this table does not is a fault, so that nothing is left out in silence.
/// </summary>
internal static class JavaMethods
{
    /// <summary>Type → the methods of it that are served.</summary>
    public static readonly FrozenDictionary<string, string[]> Served = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["String"] = TextMethods.Names,
        ["List"] = ListMethods.Names,
        ["Map"] = MapMethods.Names,
        ["Number"] = NumberMethods.Names,
        ["Boolean"] = BooleanMethods.Names,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What a method gives that gives nothing: Velocity makes an empty text of it, which is true in a condition.</summary>
    public static readonly Value Nothing = Value.Of("");

    // Methods without parameters: Velocity finds them whatever they are given, and Java then throws.
    private static readonly FrozenSet<string> s_plain = FrozenSet.Create(
        StringComparer.Ordinal,
        "booleanValue", "byteValue", "clear", "doubleValue", "entrySet", "floatValue", "hashCode", "intValue", "intern", "isBlank", "isEmpty", "isInfinite", "isNaN",
        "iterator", "keySet", "length", "longValue", "shortValue", "size", "strip", "stripLeading", "stripTrailing", "toArray", "toCharArray", "toLowerCase", "toString",
        "toUpperCase", "trim", "values");

    // Java's own, on any of the types, that are not served: what they would give is of no use in a text, or leads out of the template.
    private static readonly FrozenSet<string> s_refused = FrozenSet.Create(
        StringComparer.Ordinal,
        "format", "formatted", "hashCode", "chars", "codePoints", "codePointCount", "lines", "getBytes", "regionMatches", "indent", "describeConstable",
        "stream", "parallelStream", "spliterator", "ensureCapacity", "trimToSize", "clone",
        "notify", "notifyAll", "wait", "getChars", "copyValueOf", "offsetByCodePoints",
        "translateEscapes", "stripIndent", "bitCount", "reverse", "rotateLeft", "rotateRight", "toUnsignedString", "parseUnsignedInt", "decode", "getInteger");

    /// <returns>False without an error for a method that there is not; false with one for what went wrong.</returns>
    public static bool TryInvoke(
        Run run, Value target, string method, ReadOnlySpan<Value> arguments, PatternMemory? patterns, out Value result, out string? error)
    {
        error = null;
        bool isDone;
        switch (target.Kind)
        {
            case ValueKind.Text:
                isDone = run.Step(target.AsText.Length >> 6) & TextMethods.TryInvoke(run, target.AsText, method, arguments, patterns, out result, out error);
                break;
            case ValueKind.List:
                isDone = ListMethods.TryInvoke(run, target.AsList, method, arguments, out result, out error);
                break;
            case ValueKind.Map:
                isDone = MapMethods.TryInvoke(run, target.AsMap, method, arguments, out result, out error);
                break;
            case ValueKind.Boolean:
                isDone = BooleanMethods.TryInvoke(target.AsBoolean, method, arguments, out result, out error);
                break;
            case ValueKind.Object:
                return InvokeObject(run, target.AsObject, method, arguments, out result, out error);
            default:
                isDone = NumberMethods.TryInvoke(run, target, method, arguments, out result, out error);
                break;
        }

        if (isDone || error is not null)
        {
            return isDone;
        }

        if (Served[TypeOf(target)].AsSpan().Contains(method))
        {
            // Velocity finds no method for arguments of other types; null fits every type, and Java throws.
            error = HasNull(arguments) ? $"The method {method} was given null" : TakesNothing(method, arguments);
        }
        else if (s_refused.Contains(method))
        {
            error = $"The method {method} of Java is not served";
        }

        return false;
    }

    /// <summary>The fault of giving arguments to a method that takes none; null where it takes some, or got none.</summary>
    public static string? TakesNothing(string method, ReadOnlySpan<Value> arguments) =>
        !arguments.IsEmpty && s_plain.Contains(method) ? $"The method {method} takes no arguments" : null;

    private static bool InvokeObject(Run run, ValueObject target, string method, ReadOnlySpan<Value> arguments, out Value result, out string? error)
    {
        if (target is MapView view)
        {
            return view.TryInvoke(run, method, arguments, out result, out error);
        }

        if (target.TakesTexts && arguments is [{ IsText: false, IsNull: false }])
        {
            arguments = new[] { Value.Of(run.TextOf(arguments[0])) };
        }

        target.Room = run.TextRoom;
        result = default;
        var isDone = run.Flow == Flow.Next && target.TryInvoke(method, arguments, out result);
        run.Take(target.Bytes);
        run.Step(target.Steps);
        if (!isDone)
        {
            error = target.Fault;
            if (error is null && method == "toString" && arguments.IsEmpty)
            {
                result = Value.Of(run.TextOf(Value.Of(target)));
                return true;
            }

            // What can be gone through can be read as a map; changing the copy would change nothing.
            return error is null && MapMethods.Reads(method) && target.AsMap() is { } map && MapMethods.TryInvoke(run, map, method, arguments, out result, out error);
        }

        error = null;

        // What an object makes is as long as what it is given, or longer.
        long length = result.IsText ? result.AsText.Length : 0;
        run.Take(result.IsText ? 32 + (2 * length) : 0);
        foreach (var argument in arguments)
        {
            length += argument.IsText ? argument.AsText.Length : 0;
        }

        run.Step(length >> 4);
        return true;
    }

    private static bool HasNull(ReadOnlySpan<Value> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument.IsNull)
            {
                return true;
            }
        }

        return false;
    }

    private static string TypeOf(Value value) => value.Kind switch
    {
        ValueKind.Text => "String",
        ValueKind.List => "List",
        ValueKind.Map => "Map",
        ValueKind.Boolean => "Boolean",
        _ => "Number",
    };
}
