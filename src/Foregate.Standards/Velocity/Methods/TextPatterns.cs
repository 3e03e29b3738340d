// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.Standards.LinearRegex;
using Foregate.Standards.Values;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Methods;

/// <summary>String's methods that take patterns: matches, split, replaceAll, replaceFirst; and replace, which takes none.</summary>
internal static class TextPatterns
{
    // Compiling costs about as much as so many steps, and as many bytes. What stands in the template is compiled when it is read.
    private const int CompileSteps = 4000;
    private const int CompileBytes = 200_000;

    // As a power of two: how many places in a pattern are looked at for the cost of a step.
    private const int VisitsPerStep = 4;

    public static bool TryMatch(Run run, string text, string pattern, PatternMemory? patterns, out Value result, out string? error)
    {
        result = default;
        if (Compile(run, text, pattern, patterns, out error) is not { } compiled)
        {
            return false;
        }

        var most = Visits(run);
        var left = most;
        var isWhole = compiled.IsWhole(text, ref left);
        if (run.Step((most - (long)left) >> VisitsPerStep))
        {
            result = Value.Of(isWhole);
        }

        return true;
    }

    public static bool TryReplaceText(Run run, string text, string old, string replacement, out Value result)
    {
        result = default;
        long length = text.Length;
        if (old.Length == 0)
        {
            // Java puts the replacement before each character and at the end.
            if (!run.Take(32 + (2 * (length + ((length + 1) * replacement.Length)))))
            {
                return true;
            }

            var spread = new StringBuilder();
            foreach (var c in text)
            {
                spread.Append(replacement).Append(c);
            }

            result = Value.Of(spread.Append(replacement).ToString());
            return true;
        }

        if (!run.Step(((long)text.Length * old.Length) >> 12))
        {
            return true;
        }

        if (replacement.Length > old.Length)
        {
            length += (long)text.AsSpan().Count(old) * (replacement.Length - old.Length);
        }

        if (run.Take(32 + (2 * length)))
        {
            result = Value.Of(text.Replace(old, replacement, StringComparison.Ordinal));
        }

        return true;
    }

    public static bool TryReplace(
        Run run, string text, string pattern, string replacement, int times, PatternMemory? patterns, out Value result, out string? error)
    {
        result = default;
        if (Compile(run, text, pattern, patterns, out error) is not { } compiled)
        {
            return false;
        }

        if (compiled.Literal is { } literal)
        {
            if (!TryPlainReplacement(replacement, out var plain))
            {
                return TryReplaceMatches(run, text, compiled, replacement, times, out result, out error);
            }

            if (times > 1)
            {
                return TryReplaceText(run, text, literal, plain, out result);
            }

            var at = text.IndexOf(literal, StringComparison.Ordinal);
            result = at < 0 ? Value.Of(text) : run.Text(string.Concat(text.AsSpan(0, at), plain, text.AsSpan(at + literal.Length)));
            return true;
        }

        return TryReplaceMatches(run, text, compiled, replacement, times, out result, out error);
    }

    public static bool TrySplit(Run run, string text, string pattern, int limit, PatternMemory? patterns, out Value result, out string? error)
    {
        result = default;
        if (Compile(run, text, pattern, patterns, out error) is not { } compiled)
        {
            return false;
        }

        var list = new ValueList(isJson: false);
        var from = 0;
        if (compiled.Literal is { } literal)
        {
            for (int at; (limit <= 0 || list.Count < limit - 1) && (at = text.IndexOf(literal, from, StringComparison.Ordinal)) >= 0 && Part(run, list, text[from..at]);)
            {
                from = at + literal.Length;
            }
        }
        else
        {
            if (compiled.Finder(out error) is not { } finder)
            {
                return false;
            }

            Span<int> places = new int[2 * (finder.Groups.Count + 1)];
            for (var next = 0; (limit <= 0 || list.Count < limit - 1) && TryFind(run, finder, text, ref next, places);)
            {
                // Java: an empty match at the beginning makes no empty part there.
                if (places[0] == places[1] && (places[0] == 0 || places[0] == text.Length))
                {
                    continue;
                }

                if (!Part(run, list, text[from..places[0]]))
                {
                    break;
                }

                from = places[1];
            }
        }

        if (list.Count == 0)
        {
            Part(run, list, text);
        }
        else
        {
            Part(run, list, text[from..]);
            while (limit == 0 && list.Count > 0 && list[list.Count - 1].AsText.Length == 0)
            {
                list.RemoveAt(list.Count - 1);
            }
        }

        result = Value.Of(list);
        return true;
    }

    private static bool Part(Run run, ValueList list, string part)
    {
        list.Add(Value.Of(part));
        return run.Take(64 + (2 * part.Length));
    }

    private static JavaPattern? Compile(Run run, string text, string pattern, PatternMemory? patterns, out string? error)
    {
        var compiled = (patterns ?? new PatternMemory()).Get(pattern, out var isNew, out error);
        if (error is not null)
        {
            error = $"{error} The pattern is {pattern}";
        }

        // Each character may lead through every state of the pattern.
        return compiled is not null
            && (!isNew || compiled.Literal is not null || (run.Step(CompileSteps) && run.Take(CompileBytes)))
            && run.Step((long)text.Length * compiled.Size >> 6) ? compiled : null;
    }

    private static bool TryReplaceMatches(
        Run run, string text, JavaPattern pattern, string replacement, int times, out Value result, out string? error)
    {
        result = default;
        if (pattern.Finder(out error) is not { } finder)
        {
            return false;
        }

        var made = new StringBuilder();
        var from = 0;
        Span<int> places = new int[2 * (finder.Groups.Count + 1)];
        for (var next = 0; times-- > 0 && TryFind(run, finder, text, ref next, places);)
        {
            made.Append(text, from, places[0] - from);
            if (!TryExpand(replacement, finder, text, places, made, out error))
            {
                return false;
            }

            from = places[1];
            if (!run.Step(4) || made.Length > run.TextRoom / 6)
            {
                run.Take(6L * made.Length);
                return true;
            }
        }

        if (run.Take(32 + (6L * (made.Length + text.Length - from))))
        {
            result = Value.Of(from == 0 && made.Length == 0 ? text : made.Append(text, from, text.Length - from).ToString());
        }

        return true;
    }

    /// <summary>The next match, from where Java goes on behind the last; false, too, when the rendering has ended.</summary>
    private static bool TryFind(Run run, PatternFinder finder, string text, ref int next, Span<int> places)
    {
        if (next > text.Length)
        {
            return false;
        }

        var most = Visits(run);
        var left = most;
        var isFound = finder.TryFind(text, next, places, ref left);
        if (!run.Step((most - (long)left) >> VisitsPerStep) || !isFound)
        {
            return false;
        }

        next = places[1] == places[0] ? places[1] + 1 : places[1];
        return true;
    }

    private static int Visits(Run run) => (int)Math.Clamp(run.StepsLeft << VisitsPerStep, 0, int.MaxValue);

    // Java's replacement: $1 and ${name} are groups, a backslash takes the next character as it is.
    private static bool TryExpand(string replacement, PatternFinder finder, string text, ReadOnlySpan<int> places, StringBuilder made, out string? error)
    {
        error = null;
        for (var i = 0; i < replacement.Length; i++)
        {
            var c = replacement[i];
            if (c is not ('\\' or '$'))
            {
                made.Append(c);
                continue;
            }

            if (++i == replacement.Length)
            {
                error = c == '$' ? "Illegal group reference: group index is missing" : "character to be escaped is missing";
                return false;
            }

            if (c == '\\')
            {
                made.Append(replacement[i]);
                continue;
            }

            if (replacement[i] == '{')
            {
                var close = replacement.IndexOf('}', i);
                var name = close < 0 ? "" : replacement[(i + 1)..close];
                var named = Named(finder, name);
                if (named < 0)
                {
                    error = $"No group with name {{{name}}}";
                    return false;
                }

                Append(made, text, places, named);
                i = close;
                continue;
            }

            if (!char.IsAsciiDigit(replacement[i]))
            {
                error = "Illegal group reference";
                return false;
            }

            var group = replacement[i] - '0';
            if (group > finder.Groups.Count)
            {
                error = $"No group {group}";
                return false;
            }

            // As many digits as still name a group.
            while (i + 1 < replacement.Length && char.IsAsciiDigit(replacement[i + 1]) && (group * 10) + replacement[i + 1] - '0' <= finder.Groups.Count)
            {
                group = (group * 10) + replacement[++i] - '0';
            }

            Append(made, text, places, group);
        }

        return true;
    }

    private static int Named(PatternFinder finder, string name)
    {
        for (var i = 0; i < finder.Groups.Count; i++)
        {
            if (finder.Groups[i] == name)
            {
                return i + 1;
            }
        }

        return -1;
    }

    private static void Append(StringBuilder made, string text, ReadOnlySpan<int> places, int group)
    {
        if (places[2 * group] >= 0)
        {
            made.Append(text, places[2 * group], places[(2 * group) + 1] - places[2 * group]);
        }
    }

    private static bool TryPlainReplacement(string replacement, out string plain)
    {
        plain = replacement;
        if (replacement.AsSpan().IndexOfAny('$', '\\') < 0)
        {
            return true;
        }

        var made = new StringBuilder();
        for (var i = 0; i < replacement.Length; i++)
        {
            if (replacement[i] == '$' || (replacement[i] == '\\' && ++i == replacement.Length))
            {
                return false;
            }

            made.Append(replacement[i]);
        }

        plain = made.ToString();
        return true;
    }
}
