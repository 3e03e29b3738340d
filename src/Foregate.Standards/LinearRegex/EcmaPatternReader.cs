// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Foregate.Standards.LinearRegex;

/// <summary>Writes a pattern of ECMA 262 in .NET's words: every character and class is said by its code points, so that nothing means something else there.</summary>
internal sealed class EcmaPatternReader
{
    // What all counted repetitions of a pattern together may come to: so many states must be kept.
    private const long LargestSize = 10_000;
    private const int DeepestGroup = 64;
    private const string Digits = "0-9";
    private const string NotDigits = @"\u0000-/:-\uffff";
    private const string Words = "A-Za-z0-9_";
    private const string NotWords = @"\u0000-/:-@\[-\^`\{-\uffff";
    private const string Spaces = @"\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";
    private const string NotSpaces = @"\u0000-\u0008\u000e-\u001f!-\u009f\u00a1-\u167f\u1681-\u1fff\u200b-\u2027\u202a-\u202e\u2030-\u205e\u2060-\u2fff\u3001-\ufefe\uff00-\uffff";

    private static readonly FrozenSet<string> s_categories = FrozenSet.Create(
        StringComparer.Ordinal,
        "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "S", "Sm", "Sc", "Sk", "So", "Z", "Zs", "Zl", "Zp", "C", "Cc", "Cf", "Cs", "Co", "Cn");

    private readonly string _pattern;
    private readonly StringBuilder _text = new();
    private int _at;
    private string? _fault;

    private EcmaPatternReader(string pattern) => _pattern = pattern;

    public static string? Read(string pattern, out string? fault) => Read(pattern, out _, out fault);

    /// <param name="size">About how many states it needs.</param>
    public static string? Read(string pattern, out int size, out string? fault)
    {
        var translation = new EcmaPatternReader(pattern);
        size = (int)Math.Min(translation.Alternatives(0), LargestSize + 1);
        if (translation._fault is null && translation._at < pattern.Length)
        {
            translation._fault = "a bracket is closed that was not opened";
        }

        if (translation._fault is null && size > LargestSize)
        {
            translation._fault = "its repetitions come to more than " + LargestSize.ToString(CultureInfo.InvariantCulture);
        }

        fault = translation._fault is null ? null : $"the pattern {pattern} is not taken: {translation._fault}";
        return fault is null ? translation._text.ToString() : null;
    }

    private bool HasMore => _fault is null && _at < _pattern.Length;

    private char Current => _pattern[_at];

    private long Alternatives(int depth)
    {
        if (depth > DeepestGroup)
        {
            return Fault("its groups are too deep");
        }

        long size = 0;
        while (HasMore && Current != ')')
        {
            if (Current == '|')
            {
                _text.Append('|');
                _at++;
                size++;
                continue;
            }

            var atom = Atom(depth);
            size = Math.Min(size + Repeated(atom), LargestSize + 1);
        }

        return size;
    }

    /// <summary>One atom; how many states it needs, and 0 for what cannot be repeated.</summary>
    private long Atom(int depth)
    {
        var c = _pattern[_at++];
        switch (c)
        {
            case '(':
                return Group(depth);
            case '[':
                return Class();
            case '\\':
                return Escape();
            case '.':
                _text.Append(@"[^\n\r\u2028\u2029]");
                return 1;
            case '^':
                _text.Append(@"\A");
                return 0;
            case '$':
                _text.Append(@"\z");
                return 0;
            case '*' or '+' or '?':
                return Fault("nothing is repeated by " + c);
            default:
                Literal(c);
                return 1;
        }
    }

    private long Group(int depth)
    {
        if (At("?:"))
        {
            _at += 2;
        }
        else if (At("?<") && _at + 2 < _pattern.Length && _pattern[_at + 2] is not ('=' or '!'))
        {
            var end = _pattern.IndexOf('>', _at);
            if (end < 0)
            {
                return Fault("a group's name has no end");
            }

            _at = end + 1;
        }
        else if (At("?"))
        {
            return Fault("looking ahead or behind takes more than linear time; say it without");
        }

        _text.Append("(?:");
        return Closed(depth);
    }

    private long Closed(int depth)
    {
        var size = Alternatives(depth + 1);
        if (!HasMore)
        {
            return _fault is null ? Fault("a group is not closed") : 0;
        }

        _at++;
        _text.Append(')');
        return Math.Max(1, size);
    }

    private long Repeated(long size)
    {
        if (!HasMore)
        {
            return size;
        }

        var least = 0L;
        var most = 0L;
        switch (Current)
        {
            case '*' or '+' or '?':
                if (size == 0)
                {
                    return Fault("nothing is repeated by " + Current);
                }

                _text.Append(_pattern[_at++]);
                break;
            case '{' when Counted(out least, out most, out var end):
                if (size == 0)
                {
                    return Fault("nothing is repeated by {");
                }

                if (most >= 0 && most < least)
                {
                    return Fault("numbers of a repetition are out of order");
                }

                _text.Append(_pattern, _at, end - _at);
                _at = end;
                break;
            default:
                return size;
        }

        if (HasMore && Current == '?')
        {
            // How lazily is no matter: only whether it matches is asked.
            _at++;
        }

        return Math.Min(size * Math.Max(1, Math.Max(least, most)), LargestSize + 1);
    }

    private bool Counted(out long least, out long most, out int end)
    {
        end = _at + 1;
        var hasLeast = Number(ref end, out least);
        most = least;
        if (hasLeast && end < _pattern.Length && _pattern[end] == ',')
        {
            end++;
            if (!Number(ref end, out most))
            {
                most = -1;
            }
        }

        return hasLeast && end < _pattern.Length && _pattern[end++] == '}';
    }

    private bool Number(ref int at, out long number)
    {
        number = 0;
        var from = at;
        while (at < _pattern.Length && char.IsAsciiDigit(_pattern[at]))
        {
            number = Math.Min((number * 10) + (_pattern[at++] - '0'), LargestSize + 1);
        }

        return at > from;
    }

    private long Escape()
    {
        if (!HasMore)
        {
            return Fault("it ends in \\");
        }

        var c = _pattern[_at++];
        switch (c)
        {
            case 'b' or 'B':
                _text.Append('\\').Append(c);
                return 0;
            case >= '1' and <= '9':
                return Fault("references back take more than linear time; say it without");
            case 'k':
                return Fault("references back take more than linear time; say it without");
        }

        var set = Set(c);
        if (set is not null)
        {
            _text.Append('[').Append(set).Append(']');
        }
        else if (Character(c) is { } literal)
        {
            Literal(literal);
        }

        return 1;
    }

    private long Class()
    {
        var isNot = HasMore && Current == '^';
        _at += isNot ? 1 : 0;
        var members = new StringBuilder();
        while (HasMore && Current != ']')
        {
            var from = Member(members);
            if (_fault is null && from is { } low && _at + 1 < _pattern.Length && Current == '-' && _pattern[_at + 1] != ']')
            {
                _at++;
                var set = new StringBuilder();
                if (Member(set) is not { } high)
                {
                    Code(members, low).Append(@"\-").Append(set);
                    continue;
                }

                if (high < low)
                {
                    return Fault("a range of characters is out of order");
                }

                Code(members, low).Append('-');
                Code(members, high);
            }
            else if (from is { } single)
            {
                Code(members, single);
            }
        }

        if (!HasMore)
        {
            return _fault is null ? Fault("[ is not closed") : 0;
        }

        _at++;
        if (members.Length == 0)
        {
            _text.Append(isNot ? @"[\u0000-\uffff]" : @"[^\u0000-\uffff]");
        }
        else
        {
            _text.Append(isNot ? "[^" : "[").Append(members).Append(']');
        }

        return 1;
    }

    /// <summary>A member of a class: its character, or null when it was a set, which is written.</summary>
    private char? Member(StringBuilder members)
    {
        var c = _pattern[_at++];
        if (c != '\\')
        {
            return c;
        }

        if (!HasMore)
        {
            Fault("it ends in \\");
            return null;
        }

        c = _pattern[_at++];
        if (c == 'b')
        {
            return '\b';
        }

        if (Set(c) is { } set)
        {
            members.Append(set);
            return null;
        }

        return Character(c);
    }

    /// <summary>What stands within [] for a set's letter; null for others.</summary>
    private string? Set(char c) => c switch
    {
        'd' => Digits,
        'D' => NotDigits,
        'w' => Words,
        'W' => NotWords,
        's' => Spaces,
        'S' => NotSpaces,
        'p' or 'P' when At("{") => Property(c),
        _ => null,
    };

    private string? Property(char c)
    {
        var end = _pattern.IndexOf('}', _at);
        var name = end < 0 ? "" : _pattern[(_at + 1)..end];
        var category = name.StartsWith("Is", StringComparison.Ordinal) ? name[2..] : name == "Letter" ? "L" : name;
        if (!s_categories.Contains(category))
        {
            Fault($"\\{c}{{{name}}} is not known");
            return "";
        }

        _at = end + 1;
        return $"\\{c}{{{category}}}";
    }

    private char? Character(char c)
    {
        switch (c)
        {
            case 't':
                return '\t';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 'f':
                return '\f';
            case 'v':
                return '\v';
            case '0':
                return '\0';
            case 'c' when HasMore && char.IsAsciiLetter(Current):
                return (char)(_pattern[_at++] & 31);
            case 'x' when Hex(2) is { } narrow:
                return narrow;
            case 'u' when Hex(4) is { } wide:
                return wide;
            case >= '1' and <= '9':
                Fault("references back take more than linear time; say it without");
                return null;
            default:
                return c;
        }
    }

    private char? Hex(int digits)
    {
        if (_at + digits <= _pattern.Length && ushort.TryParse(_pattern.AsSpan(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            _at += digits;
            return (char)code;
        }

        return null;
    }

    private void Literal(char c) => Code(_text, c);

    private static StringBuilder Code(StringBuilder text, char c) =>
        char.IsAsciiLetterOrDigit(c) || c is '_' or ' ' ? text.Append(c) : text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));

    private bool At(string text) => string.CompareOrdinal(_pattern, _at, text, 0, text.Length) == 0;

    private long Fault(string message)
    {
        _fault ??= message;
        return 0;
    }
}
