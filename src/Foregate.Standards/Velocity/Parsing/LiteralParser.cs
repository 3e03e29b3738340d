// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using Foregate.Standards.Values;
using Foregate.Standards.Velocity.Expressions;
using Foregate.Standards.Velocity.Lexing;
using Foregate.Standards.Velocity.Running;
using Foregate.Standards.Velocity.Statements;

namespace Foregate.Standards.Velocity.Parsing;

/// <summary>Reads numbers, texts, lists and maps, and with references whatever may be an argument.</summary>
internal sealed class LiteralParser
{
    // A reader of its own, of memory.
    private const int TextCost = 1280;

    private readonly TokenReader _tokens;
    private readonly Vocabulary _words;

    public LiteralParser(TokenReader tokens, Vocabulary words)
    {
        _tokens = tokens;
        _words = words;
        References = new ReferenceParser(tokens, words, this);
    }

    public ReferenceParser References { get; }

    /// <summary>Whether an argument may begin with such a token.</summary>
    public static bool Starts(TokenKind kind) => kind is TokenKind.Space or TokenKind.Quoted or TokenKind.Integer or TokenKind.ListOpen or TokenKind.MapOpen
        or TokenKind.True or TokenKind.False or TokenKind.Name or TokenKind.BraceOpen or TokenKind.Fraction;

    /// <summary>An argument, with the blanks around it.</summary>
    public Expression Parameter()
    {
        _tokens.SkipSpace();
        var value = Read().Expression;
        _tokens.SkipSpace();
        return value;
    }

    /// <summary>A literal or a reference.</summary>
    public Written Read()
    {
        var from = _tokens.Peek(0).Start;
        Expression value;
        switch (_tokens.Kind)
        {
            case TokenKind.Quoted:
                value = Quoted();
                break;
            case TokenKind.Integer or TokenKind.Fraction:
                value = Number();
                break;
            case TokenKind.ListOpen:
                value = List();
                break;
            case TokenKind.MapOpen:
                value = Map();
                break;
            case TokenKind.True or TokenKind.False:
                value = Truth();
                break;
            case TokenKind.Name or TokenKind.BraceOpen:
                return References.Read(out _);
            default:
                _tokens.Fail($"{_tokens.Found()} stands where a value is expected.");
                return default;
        }

        return new Written(value, from, _tokens.Position);
    }

    /// <summary>$true is true, too: the sign counts for nothing there.</summary>
    public ConstantExpression Truth() => new(Value.Of(_tokens.Take().Kind == TokenKind.True));

    public ConstantExpression Number()
    {
        var token = _tokens.Take();
        var text = _tokens.Image(token);
        if (text[0] is '#' or '$')
        {
            _tokens.Cursor.FailAt(token.Start, $"\"{text}\" is no number.");
        }

        if (token.Kind == TokenKind.Fraction)
        {
            return new ConstantExpression(Value.Of(double.Parse(text, CultureInfo.InvariantCulture)));
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return new ConstantExpression(Value.Of(number));
        }

        var sign = text[0] == '-' ? "-" : "";
        return new ConstantExpression(Value.Exact(string.Concat(sign, text[sign.Length..].TrimStart('0'))));
    }

    public Expression Quoted()
    {
        var token = _tokens.Take();
        var line = _tokens.Cursor.Line(token.Start);
        var image = _tokens.Image(token);
        var quote = image[0];
        var content = image[1..^1].ToString();
        if (quote == '\'')
        {
            return new ConstantExpression(Value.Of(content.Replace("''", "'", StringComparison.Ordinal)));
        }

        var isTemplate = content.AsSpan().IndexOfAny('$', '#') >= 0;
        // Velocity leaves the end as it is where it sees a comment.
        var endsInComment = content.IndexOf("##", StringComparison.Ordinal) is >= 0 and var comment && (comment == 0 || content[comment - 1] != '\\');
        content = Unescaped(content).Replace("\"\"", "\"", StringComparison.Ordinal);
        return isTemplate ? Interpolated(content, line, endsInComment) : new ConstantExpression(Value.Of(content));
    }

    // Velocity reads a text with a blank after it, and takes the last character of what it gives away again, whatever that is.
    private Expression Interpolated(string content, int line, bool endsInComment)
    {
        _words.Take(_tokens.Cursor, _tokens.Position, TextCost);
        _tokens.Enter();
        var block = new TemplateParser(new Cursor(content + " ", line, _tokens.Depth), _words).ReadAll();
        _tokens.Leave();
        if (block.Statements is [] or [TextStatement])
        {
            var whole = block.Statements is [TextStatement constant] ? constant.Text : "";
            return new ConstantExpression(Value.Of(endsInComment || whole.Length == 0 ? whole : whole[..^1]));
        }

        if (!endsInComment && block.Statements is [.., TextStatement { Text: [.., ' '] text }] && !content.Contains('#', StringComparison.Ordinal))
        {
            var last = text[..^1];
            Statement[] statements = last.Length == 0 ? block.Statements[..^1] : [.. block.Statements[..^1], new TextStatement(last)];
            return new InterpolatedText(new BlockStatement(statements), isWhole: true);
        }

        return new InterpolatedText(block, endsInComment);
    }

    // A code of four digits is its character; no other escape is one.
    private static string Unescaped(string text)
    {
        var at = text.IndexOf("\\u", StringComparison.Ordinal);
        if (at < 0)
        {
            return text;
        }

        var made = new StringBuilder(text.Length);
        for (at = 0; at < text.Length; at++)
        {
            if (text[at] == '\\' && at + 5 < text.Length && text[at + 1] == 'u'
                && ushort.TryParse(text.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                made.Append((char)code);
                at += 5;
            }
            else
            {
                made.Append(text[at]);
            }
        }

        return made.ToString();
    }

    private Expression List()
    {
        _tokens.Enter();
        var start = _tokens.Take().Start;
        var items = new List<Expression>();
        if (_tokens.Kind != TokenKind.ListClose)
        {
            var isEnd = MayEndRange();
            items.Add(Parameter());
            if (isEnd && _tokens.Takes(TokenKind.DoubleDot))
            {
                if (!MayEndRange())
                {
                    _tokens.Fail($"{_tokens.Found()} stands where a whole number or a reference is expected in a range.");
                }

                var to = Parameter();
                _tokens.Expect(TokenKind.ListClose, "']' after a range");
                _tokens.Leave();
                return new RangeExpression(items[0], to, new Excerpt(_tokens.Cursor.Text, start, _tokens.Position), _tokens.Cursor.Line(start));
            }

            while (_tokens.Takes(TokenKind.Comma))
            {
                items.Add(Parameter());
            }
        }

        _tokens.Expect(TokenKind.ListClose, "',' or ']' in a list");
        _tokens.Leave();
        return new ListExpression([.. items]);
    }

    private bool MayEndRange() => _tokens.Peek(_tokens.Kind == TokenKind.Space ? 1 : 0).Kind is TokenKind.Integer or TokenKind.Name or TokenKind.BraceOpen;

    private MapExpression Map()
    {
        _tokens.Enter();
        _tokens.Take();
        var entries = new List<(Expression, Expression)>();
        if (!IsEmptyMap())
        {
            do
            {
                var key = Parameter();
                _tokens.Expect(TokenKind.Colon, "':' after a key");
                entries.Add((key, Parameter()));
            }
            while (_tokens.Takes(TokenKind.Comma));
        }

        // The brace belongs to the reference before it where there is one.
        if (!_tokens.Takes(TokenKind.BraceClose))
        {
            _tokens.Expect(TokenKind.MapClose, "',' or '}' in a map");
        }

        _tokens.Leave();
        return new MapExpression([.. entries]);
    }

    private bool IsEmptyMap()
    {
        var isBlank = _tokens.Kind == TokenKind.Space && _tokens.Peek(1).Kind == TokenKind.MapClose;
        if (isBlank)
        {
            _tokens.Take();
        }

        return isBlank || _tokens.Kind == TokenKind.MapClose;
    }
}
