// SPDX-License-Identifier: Apache-2.0
using System.Globalization;

namespace Foregate.Standards.LinearRegex;

/// <summary>
/// Reads what <see cref="EcmaPatternReader"/> and <see cref="JavaPatternReader"/> write: .NET's words for patterns, and of those only what these two use.
/// </summary>
internal ref struct PatternTree(string text, List<string?> groups)
{
    private readonly string _text = text;
    private readonly List<string?> _groups = groups;
    private int _at;
    private bool _hasFault;

    private readonly bool HasMore => !_hasFault && _at < _text.Length;

    /// <summary>The pattern's parts; null when it is none.</summary>
    public static PatternNode? Read(string text) => Read(text, []);

    /// <param name="groups">Is given the names of the groups, in their order; null for one that has none.</param>
    public static PatternNode? Read(string text, List<string?> groups)
    {
        var tree = new PatternTree(text, groups);
        var root = tree.Alternatives(false);
        return tree._hasFault || tree._at < text.Length ? null : root;
    }

    private PatternNode Alternatives(bool ignoresCase)
    {
        var choices = new List<PatternNode>();
        var parts = new List<PatternNode>();
        while (HasMore && _text[_at] != ')')
        {
            if (_text[_at] == '|')
            {
                _at++;
                choices.Add(PatternNode.Sequence(parts));
                parts = [];
                continue;
            }

            if (Atom(ref ignoresCase) is { } atom)
            {
                parts.Add(Repeated(atom));
            }
        }

        choices.Add(PatternNode.Sequence(parts));
        return PatternNode.Choice(choices);
    }

    /// <summary>Null for what only says how the rest is read.</summary>
    private PatternNode? Atom(ref bool ignoresCase)
    {
        var c = _text[_at++];
        switch (c)
        {
            case '(':
                return Group(ref ignoresCase);
            case '[':
                return PatternNode.Unit(Class(ignoresCase));
            case '^':
                return PatternNode.At(PatternNode.Place.Start);
            case '$':
                return PatternNode.At(PatternNode.Place.EndOfLastLine);
            case '.' or '*' or '+' or '?' or '{':
                _hasFault = true;
                return null;
            case '\\' when HasMore && Place(_text[_at]) is { } place:
                _at++;
                return PatternNode.At(place);
            case '\\':
                return Literal(Escaped(), ignoresCase);
            default:
                return Literal(c, ignoresCase);
        }
    }

    private static PatternNode Literal(char c, bool ignoresCase) => PatternNode.Unit(ignoresCase && char.IsAsciiLetter(c) ? CharSet.Of([(c, c)], isNegated: false, ignoresCase: true) : CharSet.Of(c));

    private static PatternNode.Place? Place(char c) => c switch
    {
        'A' => PatternNode.Place.Start,
        'z' => PatternNode.Place.End,
        'Z' => PatternNode.Place.EndOfLastLine,
        'b' => PatternNode.Place.WordBoundary,
        'B' => PatternNode.Place.NoWordBoundary,
        _ => null,
    };

    private PatternNode? Group(ref bool ignoresCase)
    {
        var inside = ignoresCase;
        var number = 0;
        if (!HasMore || _text[_at] != '?')
        {
            _groups.Add(null);
            number = _groups.Count;
        }
        else
        {
            _at++;
            if (HasMore && _text[_at] == '<')
            {
                var end = _text.IndexOf('>', _at);
                _hasFault |= end < 0;
                _groups.Add(end < 0 ? null : _text[(_at + 1)..end]);
                number = _groups.Count;
                _at = end + 1;
            }
            else
            {
                for (var isOn = true; HasMore && _text[_at] is not (':' or ')'); _at++)
                {
                    isOn &= _text[_at] != '-';
                    inside = _text[_at] == 'i' ? isOn : inside;
                }

                if (HasMore && _text[_at++] == ')')
                {
                    ignoresCase = inside;
                    return null;
                }
            }
        }

        var group = Alternatives(inside);
        _hasFault |= _at >= _text.Length;
        _at++;
        return number == 0 ? group : PatternNode.Group(group, number);
    }

    private PatternNode Repeated(PatternNode atom)
    {
        if (!HasMore)
        {
            return atom;
        }

        var (least, most) = (0, -1);
        switch (_text[_at])
        {
            case '*':
                break;
            case '+':
                least = 1;
                break;
            case '?':
                most = 1;
                break;
            case '{':
                var end = _text.IndexOf('}', _at);
                var bounds = end < 0 ? [] : _text[(_at + 1)..end].Split(',');
                _at = Math.Max(_at, end);
                _hasFault |= end < 0 || !Number(bounds[0], out least);
                most = least;
                if (bounds.Length > 1 && bounds[1].Length == 0)
                {
                    most = -1;
                }
                else if (bounds.Length > 1)
                {
                    _hasFault |= !Number(bounds[1], out most) || most < least;
                }

                break;
            default:
                return atom;
        }

        _at++;
        var isLazy = HasMore && _text[_at] == '?';
        _at += isLazy ? 1 : 0;
        return PatternNode.Repeated(atom, least, most, isLazy);
    }

    private static bool Number(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private CharSet Class(bool ignoresCase)
    {
        var isNegated = HasMore && _text[_at] == '^';
        _at += isNegated ? 1 : 0;
        var ranges = new List<(char From, char To)>();
        while (HasMore && _text[_at] != ']')
        {
            if (Member(ranges, ignoresCase) is not { } from)
            {
                continue;
            }

            var to = from;
            if (_at + 1 < _text.Length && _text[_at] == '-' && _text[_at + 1] != ']')
            {
                _at++;
                to = Member(ranges, ignoresCase) ?? '\0';
                _hasFault |= to < from;
            }

            ranges.Add((from, to));
        }

        _hasFault |= !HasMore;
        _at++;
        return CharSet.Of(ranges, isNegated, ignoresCase);
    }

    /// <summary>A unit; null for a category, which is added.</summary>
    private char? Member(List<(char From, char To)> ranges, bool ignoresCase)
    {
        var c = _text[_at++];
        if (c != '\\' || !HasMore)
        {
            _hasFault |= c == '\\';
            return c;
        }

        if (_text[_at] is not ('p' or 'P'))
        {
            return Escaped();
        }

        var isNegated = _text[_at] == 'P';
        var end = _text.IndexOf('}', _at);
        var name = end < _at + 2 ? "" : _text[(_at + 2)..end];
        // As newer Java: without case a letter's category is all three that have one.
        var category = ignoresCase && name is "Lu" or "Ll" or "Lt" ? CharSet.Cased : CharSet.Category(name);
        if (category is null)
        {
            _hasFault = true;
            return null;
        }

        _at = end + 1;
        ranges.AddRange(isNegated ? CharSet.Others(category.Ranges) : category.Ranges);
        return null;
    }

    /// <summary>The unit behind a backslash.</summary>
    private char Escaped()
    {
        if (!HasMore)
        {
            _hasFault = true;
            return '\0';
        }

        var c = _text[_at++];
        return c switch
        {
            'x' => Hex(2),
            'u' => Hex(4),
            '0' => '\0',
            't' => '\t',
            'n' => '\n',
            'r' => '\r',
            'f' => '\f',
            'v' => '\v',
            'a' => '\a',
            'e' => '\u001b',
            _ => c,
        };
    }

    private char Hex(int digits)
    {
        if (_at + digits <= _text.Length && ushort.TryParse(_text.AsSpan(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            _at += digits;
            return (char)code;
        }

        _hasFault = true;
        return '\0';
    }
}
