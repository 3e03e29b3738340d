// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.Standards.Velocity.Lexing;
using Foregate.Standards.Velocity.Running;
using Foregate.Standards.Velocity.Statements;

namespace Foregate.Standards.Velocity.Parsing;

/// <summary>Reads a template, or a block of one: text, references, escapes, comments and directives.</summary>
internal sealed class TemplateParser
{
    private const int TextCost = 112;

    private readonly TokenReader _tokens;
    private readonly Vocabulary _words;
    private readonly ReferenceParser _references;
    private readonly DirectiveParser _directives;

    public TemplateParser(Cursor cursor, Vocabulary words)
    {
        _tokens = new TokenReader(cursor, words);
        _words = words;
        var literals = new LiteralParser(_tokens, words);
        _references = literals.References;
        _directives = new DirectiveParser(_tokens, words, literals, this);
    }

    /// <summary>The whole text.</summary>
    public BlockStatement ReadAll()
    {
        var block = ReadBlock();
        if (_tokens.Kind != TokenKind.End)
        {
            _tokens.Fail($"{_tokens.Found()} stands without a directive that it belongs to.");
        }

        return block;
    }

    /// <summary>Up to what is no statement, mostly #end, #else or #elseif, which is left to the caller.</summary>
    public BlockStatement ReadBlock()
    {
        _tokens.Enter();
        var statements = new List<Statement>();
        var text = new StringBuilder();
        while (Reads(text, statements))
        {
        }

        Flush(text, statements);
        _tokens.Leave();
        return new BlockStatement([.. statements]);
    }

    private void Flush(StringBuilder text, List<Statement> statements)
    {
        if (text.Length > 0)
        {
            _words.Take(_tokens.Cursor, _tokens.Position, TextCost);
            statements.Add(new TextStatement(text.ToString()));
            text.Clear();
        }
    }

    private bool Reads(StringBuilder text, List<Statement> statements)
    {
        var token = _tokens.Peek(0);
        switch (token.Kind)
        {
            case TokenKind.Name:
            case TokenKind.BraceOpen when _references.IsNext:
                Reference(text, statements);
                return true;
            case TokenKind.Text or TokenKind.Dot or TokenKind.ParenthesisOpen or TokenKind.ParenthesisClose or TokenKind.Integer or TokenKind.Fraction
                or TokenKind.Quoted or TokenKind.Escape or TokenKind.BraceOpen or TokenKind.BraceClose or TokenKind.LoneDollar:
                text.Append(_tokens.TextOf(_tokens.Take()));
                return true;
            case TokenKind.LineComment or TokenKind.FormalComment or TokenKind.BlockComment:
                text.Append(Comment(_tokens.Take()));
                return true;
            case TokenKind.RawText:
                // The first three characters go, whatever signs stand before it.
                text.Append(_tokens.Image(_tokens.Take())[3..^3]);
                return true;
            case TokenKind.EscapedDirective:
                text.Append(Escaped(_tokens.Take()));
                return true;
            case TokenKind.DoubleEscape:
                text.Append(Escapes());
                return true;
            case TokenKind.Set or TokenKind.If or TokenKind.Word or TokenKind.BracedWord:
                Flush(text, statements);
                statements.Add(_directives.Read());
                return true;
            default:
                return false;
        }
    }

    private void Reference(StringBuilder text, List<Statement> statements)
    {
        var reference = _references.Read(out var head);
        if (head.IsBroken)
        {
            return;
        }

        if (head.IsRunt)
        {
            text.Append(_tokens.Cursor.Text, reference.From, FirstLength(reference.From));
            return;
        }

        if (head.IsEscaped)
        {
            text.Append('\\', head.Slashes);
            Flush(text, statements);
            statements.Add(new EscapedStatement(reference.Expression, _tokens.TextOf(reference.From, reference.To)));
            return;
        }

        Flush(text, statements);
        var prefix = head.Slashes == 0 ? head.Kept : new string('\\', head.Slashes) + head.Kept;
        statements.Add(new PrintStatement(reference.Expression, prefix, new Excerpt(_tokens.Cursor.Text, reference.From, reference.To), head.IsQuiet, _tokens.Cursor.Line(reference.From)));
    }

    // A runt is a brace or a name.
    private int FirstLength(int from)
    {
        var rest = _tokens.Cursor.Text.AsSpan(from);
        var length = 1;
        while (rest[0] != '{' && length < rest.Length && (char.IsAsciiLetterOrDigit(rest[length]) || rest[length] is '_' or '-'))
        {
            length++;
        }

        return length;
    }

    // Of a comment only the signs print that stand right before it.
    private string Comment(Token token)
    {
        if (token.Kind == TokenKind.LineComment)
        {
            _tokens.Takes(TokenKind.LineCommentEnd);
        }
        else if (token.Kind == TokenKind.BlockComment)
        {
            _tokens.Lexer.Cuts.Add(token.Start, token.Length, inText: true, inImage: false);
        }

        var image = _tokens.Image(token);
        var (line, block) = (image.IndexOf("##"), image.IndexOf("#*"));
        return image[..Math.Max(0, line < 0 ? block : line)].ToString();
    }

    // An odd number of backslashes before a directive: half of them print, and the directive as it is written.
    private string Escaped(Token token)
    {
        var image = _tokens.Image(token);
        var last = image.LastIndexOf('\\');
        var word = image[(last + 2)..].Trim("{}").ToString();
        var isKnown = DirectiveParser.IsDirective(word) || _words.IsMacro(word);
        _tokens.Lexer.Cuts.Add(token.Start + (last / 2), isKnown ? last + 1 - (last / 2) : 0, inText: true, inImage: true);
        return isKnown ? string.Concat(image[..(last / 2)], image[(last + 1)..]) : image.ToString();
    }

    // Pairs of backslashes: each is one before a directive, and two before anything else.
    private string Escapes()
    {
        var count = 0;
        while (_tokens.Takes(TokenKind.DoubleEscape))
        {
            count++;
        }

        var next = _tokens.Peek(0);
        var isControl = next.Kind is TokenKind.BlockEnd or TokenKind.If or TokenKind.ElseIf or TokenKind.Else;
        if (!isControl && next.Length > 0)
        {
            var word = _tokens.Image(next)[1..].ToString();
            isControl = DirectiveParser.IsPluggable(word) || _words.IsMacro(word);
        }

        return new string('\\', isControl ? count : 2 * count);
    }
}
