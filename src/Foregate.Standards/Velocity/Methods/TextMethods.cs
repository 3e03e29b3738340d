// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Methods;

/// <summary>Methods of Java's String.</summary>
internal static class TextMethods
{
    public static readonly string[] Names =
    [
        "charAt", "codePointAt", "compareTo", "compareToIgnoreCase", "concat", "contains", "contentEquals", "endsWith", "equals", "equalsIgnoreCase", "hashCode",
        "indexOf", "intern", "isBlank", "isEmpty", "join", "lastIndexOf", "length", "matches", "repeat", "replace", "replaceAll", "replaceFirst", "split",
        "startsWith", "strip", "stripLeading", "stripTrailing", "subSequence", "substring", "toCharArray", "toLowerCase", "toString", "toUpperCase", "trim",
        "valueOf",
    ];

    public static bool TryInvoke(
        Run run, string text, string method, ReadOnlySpan<Value> arguments, PatternMemory? patterns, out Value result, out string? error)
    {
        error = null;
        result = default;
        return arguments.Length switch
        {
            0 => TryPlain(run, text, method, out result),
            1 when arguments[0].IsText => TryText(run, text, method, arguments[0].AsText, patterns, out result, out error),
            1 => TryOne(run, text, method, arguments[0], out result, out error),
            2 => TryTwo(run, text, method, arguments[0], arguments[1], patterns, out result, out error),
            _ => false,
        };
    }

    private static bool TryPlain(Run run, string text, string method, out Value result)
    {
        switch (method)
        {
            case "length": result = Value.Of(text.Length); return true;
            case "isEmpty": result = Value.Of(text.Length == 0); return true;
            case "isBlank": result = Value.Of(text.AsSpan().IsWhiteSpace()); return true;
            case "toString" or "intern": result = Value.Of(text); return true;
            case "hashCode":
                run.Step(text.Length >> 3);
                result = Value.Of(JavaText.HashOf(text));
                return true;
            // Java writes the sharp s as two letters, .NET leaves it.
            case "toUpperCase": result = run.Text(text.ToUpperInvariant().Replace("ß", "SS", StringComparison.Ordinal)); return true;
            case "toLowerCase": result = run.Text(text.ToLowerInvariant()); return true;
            case "trim": result = run.Text(Trim(text)); return true;
            case "strip": result = run.Text(text.Trim()); return true;
            case "stripLeading": result = run.Text(text.TrimStart()); return true;
            case "stripTrailing": result = run.Text(text.TrimEnd()); return true;
            case "toCharArray": result = Characters(run, text); return true;
            default: result = default; return false;
        }
    }

    private static bool TryText(Run run, string text, string method, string argument, PatternMemory? patterns, out Value result, out string? error)
    {
        error = null;
        // Looking for a text within one that is made for it takes time by both lengths.
        run.Step(((long)text.Length * argument.Length) >> 12);
        switch (method)
        {
            case "equals" or "contentEquals": result = Value.Of(text == argument); return true;
            case "equalsIgnoreCase": result = Value.Of(text.Equals(argument, StringComparison.OrdinalIgnoreCase)); return true;
            case "compareTo": result = Value.Of(Compare(text, argument)); return true;
            case "compareToIgnoreCase": result = Value.Of(CompareIgnoringCase(text, argument)); return true;
            case "contains": result = Value.Of(text.Contains(argument, StringComparison.Ordinal)); return true;
            case "startsWith": result = Value.Of(text.StartsWith(argument, StringComparison.Ordinal)); return true;
            case "endsWith": result = Value.Of(text.EndsWith(argument, StringComparison.Ordinal)); return true;
            case "indexOf": result = Value.Of(text.IndexOf(argument, StringComparison.Ordinal)); return true;
            case "lastIndexOf": result = Value.Of(LastIndexOf(text, argument, text.Length)); return true;
            case "concat": result = run.Text(text + argument); return true;
            case "valueOf": result = Value.Of(argument); return true;
            case "matches": return TextPatterns.TryMatch(run, text, argument, patterns, out result, out error);
            case "split": return TextPatterns.TrySplit(run, text, argument, 0, patterns, out result, out error);
            default: result = default; return false;
        }
    }

    private static bool TryOne(Run run, string text, string method, Value argument, out Value result, out string? error)
    {
        error = null;
        result = default;
        switch (method)
        {
            case "substring" when argument.IsInteger:
                return TrySubstring(run, text, argument.AsInteger, text.Length, out result, out error);
            case "charAt" or "codePointAt" when argument.IsInteger:
                var at = argument.AsInteger;
                if (at < 0 || at >= text.Length)
                {
                    error = $"Index {at} is out of bounds for length {text.Length}";
                    return false;
                }

                result = method == "charAt" ? run.Take(24) ? Value.Of(new JavaCharacter(text[(int)at])) : default
                    : Value.Of(char.IsSurrogatePair(text, (int)at) ? char.ConvertToUtf32(text, (int)at) : text[(int)at]);
                return true;
            case "indexOf" when argument.IsInteger:
                result = Value.Of(text.IndexOf((char)argument.AsInteger));
                return true;
            case "lastIndexOf" when argument.IsInteger:
                result = Value.Of(text.LastIndexOf((char)argument.AsInteger));
                return true;
            case "repeat" when argument.IsInteger:
                return TryRepeat(run, text, argument.AsInteger, out result, out error);
            case "compareTo" when !argument.IsNull:
                error = "The method compareTo was given what is no text";
                return false;
            case "equals":
                result = Value.False;
                return true;
            case "equalsIgnoreCase" when argument.IsNull:
                result = Value.False;
                return true;
            case "valueOf" when !argument.IsNull:
                result = run.Text(run.TextOf(argument));
                return true;
            default:
                return false;
        }
    }

    private static bool TryTwo(
        Run run, string text, string method, Value first, Value second, PatternMemory? patterns, out Value result, out string? error)
    {
        error = null;
        result = default;
        switch (method)
        {
            case "substring" or "subSequence" when first.IsInteger && second.IsInteger:
                return TrySubstring(run, text, first.AsInteger, second.AsInteger, out result, out error);
            case "replace" when first.IsText && second.IsText:
                return TextPatterns.TryReplaceText(run, text, first.AsText, second.AsText, out result);
            case "replace" when JavaCharacter.Of(first) is { } old && JavaCharacter.Of(second) is { } made:
                result = run.Text(text.Replace(old, made));
                return true;
            case "replaceAll" when first.IsText && second.IsText:
                return TextPatterns.TryReplace(run, text, first.AsText, second.AsText, int.MaxValue, patterns, out result, out error);
            case "replaceFirst" when first.IsText && second.IsText:
                return TextPatterns.TryReplace(run, text, first.AsText, second.AsText, 1, patterns, out result, out error);
            case "split" when first.IsText && second.IsInteger:
                return TextPatterns.TrySplit(run, text, first.AsText, (int)Math.Clamp(second.AsInteger, -1, int.MaxValue), patterns, out result, out error);
            case "indexOf" or "lastIndexOf" or "startsWith" when first.IsText && !run.Step(((long)text.Length * first.AsText.Length) >> 12):
                return true;
            case "indexOf" when second.IsInteger && (first.IsText || first.IsInteger):
                var from = (int)Math.Clamp(second.AsInteger, 0, text.Length);
                result = Value.Of(first.IsText ? text.IndexOf(first.AsText, from, StringComparison.Ordinal) : text.IndexOf((char)first.AsInteger, from));
                return true;
            case "lastIndexOf" when second.IsInteger && first.IsText:
                result = Value.Of(LastIndexOf(text, first.AsText, second.AsInteger));
                return true;
            case "startsWith" when first.IsText && second.IsInteger:
                result = Value.Of(second.AsInteger >= 0 && second.AsInteger <= text.Length
                    && text.AsSpan((int)second.AsInteger).StartsWith(first.AsText, StringComparison.Ordinal));
                return true;
            case "join" when first.IsText && second.Kind == ValueKind.List:
                return TryJoin(run, first.AsText, second.AsList, out result, out error);
            default:
                return false;
        }
    }

    private static bool TrySubstring(Run run, string text, long from, long to, out Value result, out string? error)
    {
        result = default;
        error = null;
        if (from < 0 || to > text.Length || from > to)
        {
            error = $"From {from} to {to} is out of bounds for length {text.Length}";
            return false;
        }

        result = run.Text(text[(int)from..(int)to]);
        return true;
    }

    private static bool TryRepeat(Run run, string text, long times, out Value result, out string? error)
    {
        result = default;
        error = times < 0 ? $"count is negative: {times}" : null;
        if (error is not null || times > int.MaxValue)
        {
            error ??= "The text is repeated too often";
            return false;
        }

        if (run.Take(32 + (2L * text.Length * times)))
        {
            result = Value.Of(string.Concat(Enumerable.Repeat(text, (int)times)));
        }

        return true;
    }

    private static bool TryJoin(Run run, string separator, ValueList list, out Value result, out string? error)
    {
        result = default;
        error = null;
        var outer = run.Begin();
        for (var i = 0; i < list.Count && run.Step(); i++)
        {
            if (!list[i].IsText && !list[i].IsNull)
            {
                error = "Only texts are joined";
                break;
            }

            run.Output.Write(i == 0 ? "" : separator);
            run.Output.Write(list[i].IsNull ? "null" : list[i].AsText);
        }

        var isFull = run.Output.IsFull;
        result = Value.Of(run.End(outer));
        return error is null && (!isFull || run.Take(long.MaxValue / 2));
    }

    private static Value Characters(Run run, string text)
    {
        if (!run.Take(56 + (48L * text.Length)))
        {
            return default;
        }

        var list = new ValueList(isJson: false, text.Length);
        foreach (var c in text)
        {
            list.Add(Value.Of(new JavaCharacter(c)));
        }

        return Value.Of(list);
    }

    // Java trims every character up to the space, and no other.
    private static string Trim(string text)
    {
        var (from, to) = (0, text.Length);
        while (from < to && text[from] <= ' ')
        {
            from++;
        }

        while (to > from && text[to - 1] <= ' ')
        {
            to--;
        }

        return from == 0 && to == text.Length ? text : text[from..to];
    }

    // Java: the difference of the first characters that differ, else of the lengths.
    private static int Compare(string a, string b)
    {
        var same = a.AsSpan().CommonPrefixLength(b);
        return same < a.Length && same < b.Length ? a[same] - b[same] : a.Length - b.Length;
    }

    private static int CompareIgnoringCase(string a, string b)
    {
        for (var i = 0; i < a.Length && i < b.Length; i++)
        {
            var (x, y) = (Folded(a[i]), Folded(b[i]));
            if (x != y)
            {
                return x - y;
            }
        }

        return a.Length - b.Length;
    }

    private static char Folded(char c) => char.ToLowerInvariant(char.ToUpperInvariant(c));

    private static int LastIndexOf(string text, string part, long from)
    {
        if (from < 0 || part.Length > text.Length)
        {
            return -1;
        }

        var start = (int)Math.Min(from, text.Length - part.Length);
        return text.AsSpan(0, start + part.Length).LastIndexOf(part, StringComparison.Ordinal);
    }
}
