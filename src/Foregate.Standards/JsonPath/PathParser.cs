// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using Foregate.Standards.Values;

namespace Foregate.Standards.JsonPath;

/// <summary>Reads a path as Jayway's compiler does: dots, brackets, quotes, slices, filters, functions. What it does not take, it says where.</summary>
internal ref struct PathParser(string text, int nesting)
{
    private const int DeepestFilters = 8;
    private const int MostTokens = 256;

    private readonly string _text = text;
    private readonly List<PathToken> _tokens = [];
    private int _at;
    private string? _fault;

    private readonly bool HasMore => _fault is null && _at < _text.Length;

    /// <param name="nesting">How many filters or functions the path stands in.</param>
    public static JsonPathQuery? Parse(string text, int nesting, out string? fault)
    {
        text = text.Trim();
        if (text.Length > JsonPathQuery.LongestText || nesting > DeepestFilters)
        {
            fault = text.Length > JsonPathQuery.LongestText ? "the path is too long" : "the path has filters within filters within filters";
            return null;
        }

        if (text.Length == 0 || text[0] is not ('$' or '@'))
        {
            text = "$." + text;
        }

        if (text[^1] == '.')
        {
            fault = $"the path {text} ends in a dot";
            return null;
        }

        var parser = new PathParser(text, nesting) { _at = 1 };
        parser.Read();
        fault = parser._fault;
        return fault is null ? Query(parser._tokens, text[0] == '$') : null;
    }

    /// <summary>The place of the bracket that closes the one at a place, over texts and (for paths) patterns; -1 when there is none.</summary>
    internal static int Closing(string text, int at, char open, char close, bool hasPatterns)
    {
        var depth = 0;
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (c is '\'' or '"' || (hasPatterns && c == '/'))
            {
                at = Unescaped(text, at + 1, c);
                if (at < 0)
                {
                    return -1;
                }
            }
            else if (c == open)
            {
                depth++;
            }
            else if (c == close && --depth == 0)
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>The next place of a character that no backslash stands before; -1 when there is none.</summary>
    internal static int Unescaped(string text, int at, char c)
    {
        for (; at < text.Length; at++)
        {
            if (text[at] == '\\')
            {
                at++;
            }
            else if (text[at] == c)
            {
                return at;
            }
        }

        return -1;
    }

    internal static string Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                plain.Append(text[i]);
                continue;
            }

            var c = text[++i];
            if (c == 'u' && i + 4 < text.Length && ushort.TryParse(text.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                plain.Append((char)code);
                i += 4;
                continue;
            }

            plain.Append(c switch
            {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'b' => '\b',
                'f' => '\f',
                _ => c,
            });
        }

        return plain.ToString();
    }

    /// <summary>Reads JSON whose texts may stand between single quotes.</summary>
    internal static bool TryReadJson(string text, out Value value)
    {
        var strict = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('\'' or '"'))
            {
                strict.Append(text[i]);
                continue;
            }

            var end = Unescaped(text, i + 1, text[i]);
            if (end < 0)
            {
                value = default;
                return false;
            }

            var plain = new TextBuffer(JsonPathQuery.LongestText * 8);
            JsonValues.WriteText(Unescape(text[(i + 1)..end]), plain);
            strict.Append(Encoding.UTF8.GetString(plain.Written));
            i = end;
        }

        return JsonValues.TryRead(Encoding.UTF8.GetBytes(strict.ToString()), out value);
    }

    private static JsonPathQuery Query(List<PathToken> tokens, bool startsAtRoot)
    {
        // As Jayway: a function after a deep scan looks at the list of all that the scan found.
        if (tokens is [ScanToken, .., FunctionToken { HasArguments: false } function])
        {
            var scanned = Query(tokens[..^1], startsAtRoot);
            tokens = [function.On(scanned)];
        }

        for (var i = 1; i < tokens.Count; i++)
        {
            tokens[i - 1].Continue(tokens[i]);
        }

        var first = tokens.Count == 0 ? null : tokens[0];
        var isDefinite = first is null || first.Bind(true);
        return new JsonPathQuery(first, startsAtRoot, isDefinite, tokens.Count > 0 && tokens[^1] is FunctionToken);
    }

    private void Read()
    {
        while (HasMore)
        {
            if (_tokens.Count >= MostTokens)
            {
                Failed("has too many steps");
            }
            else if (_tokens.Count > 0 && _tokens[^1] is FunctionToken)
            {
                Failed("goes on after a function");
            }
            else if (_text[_at] == '[')
            {
                Bracket();
            }
            else if (_text[_at] == '.')
            {
                Dot();
            }
            else
            {
                Failed($"has {_text[_at]} where . or [ is expected (position {_at})");
            }
        }

        if (_fault is null && _tokens.Count > 0 && _tokens[^1] is ScanToken)
        {
            Failed("ends in ..");
        }
    }

    private void Dot()
    {
        _at++;
        if (HasMore && _text[_at] == '.')
        {
            _at++;
            _tokens.Add(new ScanToken());
            if (HasMore && _text[_at] == '[')
            {
                return;
            }
        }

        if (!HasMore || _text[_at] is '.' or ' ')
        {
            Failed($"has nothing after a dot (position {_at})");
        }
        else if (_text[_at] == '[')
        {
            Bracket();
        }
        else if (_text[_at] == '*')
        {
            _at++;
            _tokens.Add(new WildcardToken());
        }
        else
        {
            Name();
        }
    }

    private void Name()
    {
        var from = _at;
        while (_at < _text.Length && _text[_at] is not ('.' or '[' or '(' or ' '))
        {
            _at++;
        }

        var name = _text[from.._at];
        if (_at < _text.Length && _text[_at] == ' ')
        {
            Failed($"has a blank in a name: write ['my name'] (position {_at})");
        }
        else if (_at < _text.Length && _text[_at] == '(')
        {
            Function(name);
        }
        else
        {
            _tokens.Add(new PropertyToken([name]));
        }
    }

    private void Function(string name)
    {
        var end = Closing(_text, _at, '(', ')', false);
        if (end < 0 || !FunctionToken.IsKnown(name))
        {
            Failed(end < 0 ? $"does not close the brackets of {name}(" : $"has a function {name}() that is not known");
            return;
        }

        var arguments = new List<(JsonPathQuery? Path, Value Literal)>();
        var from = _at + 1;
        for (var at = from; at <= end; at++)
        {
            var c = _text[at];
            if (c is '\'' or '"')
            {
                at = Unescaped(_text, at + 1, c);
            }
            else if (c is '[' or '{' or '(')
            {
                var close = Closing(_text, at, c, c == '[' ? ']' : c == '{' ? '}' : ')', c == '[');
                if (close < 0)
                {
                    Failed("has a bracket in an argument that is not closed");
                    return;
                }

                at = close;
            }
            else if (c == ',' || at == end)
            {
                if (!Argument(_text[from..at].Trim(), arguments, at == end))
                {
                    return;
                }

                from = at + 1;
            }
        }

        _tokens.Add(new FunctionToken(name, [.. arguments]));
        _at = end + 1;
        Blanks();
    }

    private bool Argument(string argument, List<(JsonPathQuery? Path, Value Literal)> arguments, bool isLast)
    {
        if (argument.Length == 0)
        {
            if (!isLast || arguments.Count > 0)
            {
                Failed("has an argument that is empty");
            }

            return _fault is null;
        }

        if (argument[0] is '$' or '@')
        {
            var path = Parse(argument, nesting + 1, out var fault);
            _fault ??= fault;
            arguments.Add((path, default));
        }
        else if (TryReadJson(argument, out var literal))
        {
            arguments.Add((null, literal));
        }
        else
        {
            Failed("has an argument that is neither a path nor JSON: " + argument);
        }

        return _fault is null;
    }

    private void Bracket()
    {
        var at = _at + 1;
        while (at < _text.Length && _text[at] == ' ')
        {
            at++;
        }

        switch (at < _text.Length ? _text[at] : ']')
        {
            case '\'' or '"':
                _at = at;
                Quoted();
                break;
            case '?':
                Filter(at);
                break;
            case '*':
                _at = at + 1;
                Close();
                _tokens.Add(new WildcardToken());
                break;
            default:
                Places();
                break;
        }
    }

    private void Quoted()
    {
        var names = new List<string>();
        var quote = _text[_at];
        while (HasMore && _text[_at] == quote)
        {
            var end = Unescaped(_text, _at + 1, quote);
            if (end < 0)
            {
                Failed("has a name whose quote is not closed");
                return;
            }

            names.Add(Unescape(_text[(_at + 1)..end]));
            _at = end + 1;
            Blanks();
            if (!HasMore || _text[_at] != ',')
            {
                break;
            }

            _at++;
            Blanks();
            if (!HasMore || _text[_at] != quote)
            {
                Failed("has a comma that no name follows");
            }
        }

        Close();
        _tokens.Add(new PropertyToken([.. names]));
    }

    private void Filter(int mark)
    {
        var open = _text.IndexOf('(', mark);
        var end = open < 0 || _text[(mark + 1)..open].Trim().Length > 0 ? -1 : Closing(_text, open, '(', ')', true);
        if (end < 0)
        {
            Failed("has a filter that is not [?( … )]");
            return;
        }

        var expression = FilterParser.Parse(_text[open..(end + 1)], nesting, out var fault);
        _fault ??= fault;
        _at = end + 1;
        Close();
        if (expression is not null)
        {
            _tokens.Add(new FilterToken(expression));
        }
    }

    private void Places()
    {
        var end = _text.IndexOf(']', _at);
        var places = end < 0 ? "" : _text[(_at + 1)..end].Trim();
        _at = end + 1;
        if (places.Length == 0)
        {
            Failed("has a square bracket with nothing in it, or not closed");
        }
        else if (places.Contains(':', StringComparison.Ordinal))
        {
            // As Jayway: the step of a slice is read and passed over.
            var parts = places.Split(':');
            int? to = null;
            if (!Bound(parts[0], out var from) || !Bound(parts[1], out to) || (from is null && to is null))
            {
                Failed($"has a slice that is not understood: [{places}]");
            }

            _tokens.Add(new ArrayToken(from, to));
        }
        else
        {
            var parts = places.Split(',');
            var indexes = new int[parts.Length];
            for (var i = 0; i < parts.Length; i++)
            {
                if (!int.TryParse(parts[i].AsSpan().Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out indexes[i]))
                {
                    Failed($"has [{places}], which is neither a number, a slice, a name in quotes nor a filter");
                    return;
                }
            }

            _tokens.Add(new ArrayToken(indexes));
        }
    }

    private static bool Bound(string text, out int? bound)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;
        var isNumber = int.TryParse(text, Style, CultureInfo.InvariantCulture, out var number);
        bound = isNumber ? number : null;
        return isNumber || text.Trim().Length == 0;
    }

    private void Close()
    {
        Blanks();
        if (!HasMore || _text[_at] != ']')
        {
            Failed("has a square bracket that is not closed");
            return;
        }

        _at++;
    }

    private void Blanks()
    {
        while (_at < _text.Length && _text[_at] == ' ')
        {
            _at++;
        }
    }

    private void Failed(string what) => _fault ??= $"the path {_text} {what}";
}
