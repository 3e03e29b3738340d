// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;

namespace Foregate.Standards.LinearRegex;

/// <summary>Writes a pattern of Java as one of .NET with the same meaning, or says why there is none.</summary>
internal ref struct JavaPatternReader
{
    // Repetitions multiply states: an automaton of more is refused.
    private const int MaxSize = 4000;
    private const int MaxNesting = 50;

    private const string Digit = "0-9";
    private const string Word = "a-zA-Z0-9_";
    private const string Space = @" \t\n\x0B\f\r";
    private const string NoDigit = @"\0-/:-\uFFFF";
    private const string NoWord = @"\0-/:-@\[-\^`{-\uFFFF";
    private const string NoSpace = @"\0-\x08\x0E-\x1F!-\uFFFF";

    private readonly string _pattern;
    private readonly StringBuilder _text;
    private readonly StringBuilder _literal;
    private int _at;
    private int _nesting;
    private bool _isLiteral;
    private bool _dotTakesLines;
    private string? _error;

    private JavaPatternReader(string pattern)
    {
        _pattern = pattern;
        _text = new StringBuilder(pattern.Length + 16);
        _literal = new StringBuilder(pattern.Length);
        _isLiteral = true;
    }

    public static (string Text, string? Literal, int Size, string? Error) Read(string pattern)
    {
        var reader = new JavaPatternReader(pattern);
        var size = reader.Alternatives();
        if (reader._at < pattern.Length)
        {
            reader.Fail("Unmatched closing ')'");
        }

        if (size > MaxSize)
        {
            reader.Fail("The pattern repeats too much.");
        }

        return (reader._text.ToString(), reader._isLiteral ? reader._literal.ToString() : null, (int)Math.Max(1, size), reader._error);
    }

    private long Alternatives()
    {
        long size = 1;
        while (_error is null && _at < _pattern.Length && _pattern[_at] != ')')
        {
            if (_pattern[_at] == '|')
            {
                _isLiteral = false;
                _text.Append('|');
                _at++;
                size++;
                continue;
            }

            var one = Atom();
            size += Math.Min(Quantified(one), int.MaxValue);
        }

        return Math.Min(size, int.MaxValue);
    }

    private long Atom()
    {
        var c = _pattern[_at++];
        switch (c)
        {
            case '(':
                return Group();
            case '[':
                _isLiteral = false;
                Class();
                return 1;
            case '\\':
                Escape();
                return 1;
            case '.':
                _isLiteral = false;
                _text.Append(_dotTakesLines ? @"[\0-\uFFFF]" : @"[^\n\r\u0085\u2028\u2029]");
                return 1;
            case '^' or '$':
                _isLiteral = false;
                _text.Append(c);
                return 1;
            case '*' or '+' or '?':
                return Fail($"Dangling meta character '{c}'");
            case '{' or '}' or ']':
                // Java takes a lone closing one for itself; an opening one is an error there.
                if (c == '{')
                {
                    return Fail("Illegal repetition");
                }

                Literal(c);
                return 1;
            default:
                Literal(c);
                return 1;
        }
    }

    private long Group()
    {
        _isLiteral = false;
        if (++_nesting > MaxNesting)
        {
            return Fail("Groups are nested too deep.");
        }

        _text.Append('(');
        if (_at < _pattern.Length && _pattern[_at] == '?')
        {
            var start = _at++;
            var kind = _at < _pattern.Length ? _pattern[_at] : '\0';
            var after = _at + 1 < _pattern.Length ? _pattern[_at + 1] : '\0';
            if (kind is '=' or '!' or '>' || (kind == '<' && after is '=' or '!'))
            {
                return Fail("Looking around and atomic groups need back-tracking, which is not served.");
            }

            if (kind == '<')
            {
                var close = _pattern.IndexOf('>', _at);
                if (close < 0 || !IsName(_pattern.AsSpan(_at + 1, close - _at - 1)))
                {
                    return Fail("Named capturing group is missing trailing '>'");
                }

                _at = close + 1;
            }
            else
            {
                while (_at < _pattern.Length && (char.IsAsciiLetter(_pattern[_at]) || _pattern[_at] == '-'))
                {
                    _at++;
                }

                var flags = _pattern.AsSpan(start + 1, _at - start - 1);
                if (flags.IndexOfAnyExcept('i', 's') >= 0)
                {
                    return Fail($"The flags (?{flags} are not served, only i and s.");
                }

                if (_at == _pattern.Length || _pattern[_at] is not (')' or ':'))
                {
                    return Fail("Unknown inline modifier");
                }

                _dotTakesLines |= flags.Contains('s');
                // The flag s is in how the point is written; where it was alone, any other flag that is off stands for it.
                _text.Append('?').Append(flags.Contains('i') ? "i" : flags.IsEmpty ? "" : "-x").Append(_pattern[_at]);
                if (_pattern[_at++] == ')')
                {
                    _nesting--;
                    return 0;
                }

                return Inside();
            }

            _text.Append(_pattern, start, _at - start);
        }

        return Inside();
    }

    private long Inside()
    {
        var size = Alternatives();
        if (_error is null && (_at == _pattern.Length || _pattern[_at] != ')'))
        {
            return Fail("Unclosed group");
        }

        _at++;
        _nesting--;
        _text.Append(')');
        return size;
    }

    private long Quantified(long size)
    {
        if (_error is not null || _at == _pattern.Length)
        {
            return size;
        }

        long times = 1;
        var c = _pattern[_at];
        if (c is '*' or '+' or '?')
        {
            _isLiteral = false;
            _text.Append(c);
            _at++;
        }
        else if (c == '{')
        {
            _isLiteral = false;
            var close = _pattern.IndexOf('}', _at);
            var inner = close < 0 ? default : _pattern.AsSpan(_at + 1, close - _at - 1);
            var comma = inner.IndexOf(',');
            var min = comma < 0 ? inner : inner[..comma];
            var max = comma < 0 || comma + 1 == inner.Length ? min : inner[(comma + 1)..];
            if (!int.TryParse(min, NumberStyles.None, CultureInfo.InvariantCulture, out var least)
                || !int.TryParse(max, NumberStyles.None, CultureInfo.InvariantCulture, out var most) || most < least)
            {
                return Fail("Illegal repetition");
            }

            times = Math.Max(1, most);
            _text.Append(_pattern, _at, close - _at + 1);
            _at = close + 1;
        }
        else
        {
            return size;
        }

        if (_at < _pattern.Length && _pattern[_at] == '?')
        {
            _text.Append('?');
            _at++;
        }
        else if (_at < _pattern.Length && _pattern[_at] == '+')
        {
            return Fail("Possessive quantifiers need back-tracking, which is not served.");
        }

        return Math.Min(size * times, int.MaxValue);
    }

    private void Escape()
    {
        if (_at == _pattern.Length)
        {
            Fail("Unexpected internal error: the pattern ends with a backslash");
            return;
        }

        var c = _pattern[_at++];
        switch (c)
        {
            case 'd' or 'D' or 'w' or 'W' or 's' or 'S':
                _isLiteral = false;
                _text.Append(char.IsUpper(c) ? "[^" : "[").Append(Shorthand(char.ToLowerInvariant(c))).Append(']');
                break;
            case 'b' or 'B' or 'A' or 'z' or 'Z':
                _isLiteral = false;
                _text.Append('\\').Append(c);
                break;
            case 'Q':
                var end = _pattern.IndexOf(@"\E", _at, StringComparison.Ordinal);
                foreach (var quoted in _pattern.AsSpan(_at, (end < 0 ? _pattern.Length : end) - _at))
                {
                    Literal(quoted);
                }

                _at = end < 0 ? _pattern.Length : end + 2;
                break;
            case 'p' or 'P':
                _isLiteral = false;
                if (Property(c == 'P') is { } property)
                {
                    _text.Append('[').Append(property).Append(']');
                }

                break;
            default:
                if (Character(c) is { } character)
                {
                    Literal(character);
                }

                break;
        }
    }

    private void Class()
    {
        _text.Append('[');
        if (_at < _pattern.Length && _pattern[_at] == '^')
        {
            _text.Append('^');
            _at++;
        }

        var isFirst = true;
        for (; _error is null; isFirst = false)
        {
            if (_at == _pattern.Length)
            {
                Fail("Unclosed character class");
                return;
            }

            var c = _pattern[_at++];
            if (c == ']' && !isFirst)
            {
                _text.Append(']');
                return;
            }

            if (c == '[' || (c == '&' && _at < _pattern.Length && _pattern[_at] == '&'))
            {
                Fail("Classes within classes are not served.");
                return;
            }

            if (c == '\\')
            {
                InClass();
            }
            else if (c == '-')
            {
                _text.Append(_at < _pattern.Length && _pattern[_at] != ']' && !isFirst ? "-" : @"\-");
            }
            else
            {
                Append(c);
            }
        }
    }

    private void InClass()
    {
        if (_at == _pattern.Length)
        {
            Fail("Unclosed character class");
            return;
        }

        var c = _pattern[_at++];
        if (c is 'd' or 'D' or 'w' or 'W' or 's' or 'S')
        {
            _text.Append(Shorthand(c));
        }
        else if (c is 'p' or 'P')
        {
            _text.Append(Property(c == 'P'));
        }
        else if (Character(c) is { } character)
        {
            Append(character);
        }
    }

    private static string Shorthand(char c) => c switch
    {
        'd' => Digit,
        'D' => NoDigit,
        'w' => Word,
        'W' => NoWord,
        's' => Space,
        _ => NoSpace,
    };

    // What \p{…} stands for, within a class.
    private string? Property(bool isNegated)
    {
        var close = _at < _pattern.Length && _pattern[_at] == '{' ? _pattern.IndexOf('}', _at) : -1;
        var name = close < 0 ? "" : _pattern[(_at + 1)..close];
        var posix = name switch
        {
            "Lower" => "a-z",
            "Upper" => "A-Z",
            "Alpha" => "a-zA-Z",
            "Digit" => "0-9",
            "Alnum" => "a-zA-Z0-9",
            "Punct" => @"!-/:-@\[-`{-~",
            "Graph" => "!-~",
            "Print" => " -~",
            "Blank" => @" \t",
            "Cntrl" => @"\0-\x1F\x7F",
            "XDigit" => "0-9a-fA-F",
            "Space" => Space,
            "ASCII" => @"\0-\x7F",
            _ => null,
        };
        _at = close + 1;
        if (posix is not null && !isNegated)
        {
            return posix;
        }

        name = name.StartsWith("Is", StringComparison.Ordinal) && name.Length <= 4 ? name[2..] : name;
        if (posix is null && name is "L" or "Lu" or "Ll" or "Lt" or "Lm" or "Lo" or "M" or "N" or "Nd" or "Nl" or "No" or "P" or "S" or "Z" or "Zs" or "Zl" or "Zp" or "C" or "Cc")
        {
            return (isNegated ? @"\P{" : @"\p{") + name + "}";
        }

        Fail($"The class \\{(isNegated ? 'P' : 'p')}{{{name}}} is not served.");
        return null;
    }

    // The character that an escape means; null after a fault.
    private char? Character(char c)
    {
        switch (c)
        {
            case 't': return '\t';
            case 'n': return '\n';
            case 'r': return '\r';
            case 'f': return '\f';
            case 'a': return '\a';
            case 'e': return '\u001B';
            case 'x' or 'u':
                var length = c == 'x' ? 2 : 4;
                if (_at + length <= _pattern.Length
                    && ushort.TryParse(_pattern.AsSpan(_at, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
                {
                    _at += length;
                    return (char)code;
                }

                Fail("Illegal hexadecimal escape sequence");
                return null;
            case >= '1' and <= '9' or 'k':
                Fail("References back need back-tracking, which is not served.");
                return null;
            default:
                if (char.IsAsciiLetterOrDigit(c))
                {
                    Fail($"The escape \\{c} is not served.");
                    return null;
                }

                return c;
        }
    }

    private static bool IsName(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c))
            {
                return false;
            }
        }

        return !name.IsEmpty && char.IsAsciiLetter(name[0]);
    }

    private void Literal(char c)
    {
        _literal.Append(c);
        Append(c);
    }

    private readonly void Append(char c)
    {
        if (char.IsAsciiLetterOrDigit(c) || c > 127)
        {
            _text.Append(c);
        }
        else
        {
            _text.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:X2}");
        }
    }

    private long Fail(string error)
    {
        _error ??= error;
        return 0;
    }
}
