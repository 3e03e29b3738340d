// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Foregate.Standards.LinearRegex;
using Foregate.Standards.Values;

namespace Foregate.Standards.JsonPath;

/// <summary>Reads what stands in [?( )]: comparisons joined by &amp;&amp; and ||, in brackets, negated by !.</summary>
internal ref struct FilterParser(string text, int nesting)
{
    private const int DeepestBrackets = 32;

    private readonly string _text = text;
    private int _at;

    public string? Fault { get; private set; }

    private readonly bool HasMore => Fault is null && _at < _text.Length;

    /// <param name="text">With the brackets around it: ( … ).</param>
    /// <param name="nesting">How many filters it stands in.</param>
    public static FilterExpression? Parse(string text, int nesting, out string? fault)
    {
        var parser = new FilterParser(text, nesting);
        var expression = parser.Any(0);
        parser.Blanks();
        if (parser.HasMore)
        {
            parser.Failed("is not understood from " + parser._text[parser._at..]);
        }

        fault = parser.Fault;
        return fault is null ? expression : null;
    }

    private FilterExpression? Any(int depth)
    {
        var parts = new List<FilterExpression>();
        do
        {
            parts.Add(All(depth)!);
        }
        while (Taken("||"));
        return Fault is null ? FilterExpression.Any([.. parts]) : null;
    }

    private FilterExpression? All(int depth)
    {
        var parts = new List<FilterExpression>();
        do
        {
            parts.Add(One(depth)!);
        }
        while (Taken("&&"));
        return Fault is null ? FilterExpression.All([.. parts]) : null;
    }

    private FilterExpression? One(int depth)
    {
        Blanks();
        if (!HasMore || depth > DeepestBrackets)
        {
            return Failed(depth > DeepestBrackets ? "has too many brackets" : "ends where something is missing");
        }

        if (_text[_at] == '!')
        {
            _at++;
            return One(depth + 1) is { } negated ? FilterExpression.Not(negated) : null;
        }

        if (_text[_at] != '(')
        {
            return Compared();
        }

        _at++;
        var inner = Any(depth + 1);
        return Taken(")") ? inner : Failed("has a bracket that is not closed");
    }

    private FilterExpression? Compared()
    {
        var left = Side();
        Blanks();
        if (left is null || Fault is not null)
        {
            return null;
        }

        if (HasMore && Word() is { } word)
        {
            var right = Side();
            return right is null ? null : FilterExpression.Of(new Comparison(left, word, right));
        }

        return left.IsPath ? FilterExpression.Of(new Comparison(left, Comparison.Exists, left)) : Failed("compares a value with nothing");
    }

    private string? Word()
    {
        var from = _at;
        var isSign = IsSign(_text[_at]);
        while (_at < _text.Length && (isSign ? IsSign(_text[_at]) : _text[_at] != ' '))
        {
            _at++;
        }

        var word = _text[from.._at].ToUpperInvariant();
        if (Comparison.IsWord(word))
        {
            return word;
        }

        _at = from;
        return null;
    }

    private Operand? Side()
    {
        Blanks();
        if (!HasMore)
        {
            Failed("ends where something is missing");
            return null;
        }

        return _text[_at] switch
        {
            '$' or '@' => Path(),
            '\'' or '"' => Text(),
            't' => Literal("true", Value.True),
            'f' => Literal("false", Value.False),
            'n' => Literal("null", Value.Null),
            '[' or '{' => Json(),
            '/' => Pattern(),
            _ => Number(),
        };
    }

    private Operand? Path()
    {
        var from = _at++;
        while (_at < _text.Length)
        {
            if (_text[_at] == '[')
            {
                var end = PathParser.Closing(_text, _at, '[', ']', true);
                if (end < 0)
                {
                    Failed("has a square bracket that is not closed");
                    return null;
                }

                _at = end + 1;
            }

            if (_at >= _text.Length || IsSign(_text[_at]) || _text[_at] == ' ' || (_text[_at] == ')' && !ClosesFunction(from)))
            {
                break;
            }

            // Words of logic need no blank before them.
            if (_text[_at] is '&' or '|')
            {
                break;
            }

            _at++;
        }

        var path = PathParser.Parse(_text[from.._at], nesting + 1, out var fault);
        Fault ??= fault;
        return path is null ? null : new Operand(path);
    }

    /// <summary>Whether the bracket here is the end of .name().</summary>
    private readonly bool ClosesFunction(int from)
    {
        var at = _at - 1;
        while (at > from && _text[at] == ' ')
        {
            at--;
        }

        return at > from && _text[at] == '(' && _text.LastIndexOf('.', at) > from;
    }

    private Operand? Text()
    {
        var end = PathParser.Unescaped(_text, _at + 1, _text[_at]);
        if (end < 0)
        {
            Failed("has a text that is not closed");
            return null;
        }

        var literal = PathParser.Unescape(_text[(_at + 1)..end]);
        _at = end + 1;
        return new Operand(Value.Of(literal));
    }

    private Operand? Pattern()
    {
        var end = PathParser.Unescaped(_text, _at + 1, '/');
        if (end < 0)
        {
            Failed("has a pattern that is not closed");
            return null;
        }

        var written = _text[(_at + 1)..end];
        _at = end + 1;
        var ignoresCase = false;
        while (HasMore && char.IsAsciiLetter(_text[_at]))
        {
            if (_text[_at] is not ('i' or 'u'))
            {
                Failed($"has a pattern with the flag {_text[_at]}, which is not served");
                return null;
            }

            ignoresCase |= _text[_at++] == 'i';
        }

        var pattern = JavaPattern.Parse(ignoresCase ? "(?i)" + written : written, out var fault);
        Fault ??= fault is null ? null : $"the pattern {written} is not taken: {fault}";
        return pattern is null ? null : new Operand(pattern);
    }

    private Operand? Json()
    {
        var end = PathParser.Closing(_text, _at, _text[_at], _text[_at] == '[' ? ']' : '}', false);
        if (end < 0 || !PathParser.TryReadJson(_text[_at..(end + 1)], out var value))
        {
            Failed("has JSON that cannot be read");
            return null;
        }

        _at = end + 1;
        return new Operand(value);
    }

    private Operand? Literal(string word, Value value)
    {
        if (string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0)
        {
            Failed("is not understood from " + _text[_at..]);
            return null;
        }

        _at += word.Length;
        return new Operand(value);
    }

    private Operand? Number()
    {
        var from = _at;
        while (_at < _text.Length && (char.IsAsciiDigit(_text[_at]) || _text[_at] is '-' or '.' or 'E' or 'e' or '+'))
        {
            _at++;
        }

        var digits = _text.AsSpan(from, _at - from);
        if (long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            return new Operand(Value.Of(whole));
        }

        if (double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return new Operand(Value.Of(number));
        }

        Failed("is not understood from " + _text[from..]);
        return null;
    }

    private bool Taken(string word)
    {
        Blanks();
        if (Fault is not null || string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0)
        {
            return false;
        }

        _at += word.Length;
        return true;
    }

    private void Blanks()
    {
        while (_at < _text.Length && _text[_at] == ' ')
        {
            _at++;
        }
    }

    private static bool IsSign(char c) => c is '<' or '>' or '=' or '~' or '!';

    private FilterExpression? Failed(string what)
    {
        Fault ??= $"the filter {_text} {what}";
        return null;
    }
}
