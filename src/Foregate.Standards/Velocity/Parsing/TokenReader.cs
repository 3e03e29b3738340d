// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics.CodeAnalysis;

using Foregate.Standards.Velocity.Lexing;
namespace Foregate.Standards.Velocity.Parsing;

/// <summary>
/// The tokens of a template for the parsers of its grammar, cut no further ahead than they look: what a sign is depends on what they have read.
/// </summary>
internal sealed class TokenReader
{
    private const int MaxDepth = 64;

    private readonly Lexer _lexer;
    private readonly Vocabulary _words;
    private readonly List<Token> _ahead = [];
    private int _taken;
    private int _depth;

    public TokenReader(Cursor cursor, Vocabulary words)
    {
        Cursor = cursor;
        _lexer = new Lexer(cursor);
        _words = words;
        _depth = cursor.Depth;
    }

    public Cursor Cursor { get; }

    public int Depth => _depth;

    public Lexer Lexer => _lexer;

    /// <summary>The place after the last token that was taken.</summary>
    public int Position { get; private set; }

    public TokenKind Kind => Peek(0).Kind;

    public Token Peek(int ahead)
    {
        while (_taken + ahead >= _ahead.Count)
        {
            _ahead.Add(_lexer.Next());
        }

        return _ahead[_taken + ahead];
    }

    public Token Take()
    {
        var token = Peek(0);
        Position = token.End;
        if (++_taken == _ahead.Count)
        {
            _ahead.Clear();
            _taken = 0;
        }

        _words.Take(Cursor, token.Start, Cost(token));
        return token;
    }

    public bool Takes(TokenKind kind)
    {
        if (Kind != kind)
        {
            return false;
        }

        Take();
        return true;
    }

    public void SkipSpace() => Takes(TokenKind.Space);

    public Token Expect(TokenKind kind, string what)
    {
        if (Kind != kind)
        {
            if (kind == TokenKind.ParenthesisClose && Kind is TokenKind.Integer or TokenKind.Fraction && Image(Peek(0))[0] == '-')
            {
                Fail("A minus directly before a digit belongs to the number, as in Velocity: write a space between them.");
            }

            Fail($"{Found()} stands where {what} is expected.");
        }

        return Take();
    }

    /// <summary>What a token prints as where it is text.</summary>
    public string TextOf(Token token) => _lexer.Cuts.Take(Cursor.Text, token.Lead, token.End, asImage: false);

    /// <summary>What stands from one place to another, as Velocity writes out its tokens.</summary>
    public string TextOf(int from, int to) => _lexer.Cuts.Take(Cursor.Text, from, to, asImage: false);

    /// <summary>What a call prints as that calls nothing.</summary>
    public string ImageOf(int from, int to) => _lexer.Cuts.Take(Cursor.Text, from, to, asImage: true);

    public ReadOnlySpan<char> Image(Token token) => Cursor.Text.AsSpan(token.Start, token.Length);

    public void Enter()
    {
        if (++_depth > MaxDepth)
        {
            Fail($"The template is nested more than {MaxDepth} deep.");
        }
    }

    public void Leave() => _depth--;

    // About what the parsers keep of it, or make on the way.
    private static long Cost(Token token) => (token.Lead < token.Start ? 64 : 0) + token.Kind switch
    {
        TokenKind.Text => 24 + (5L * token.Length),
        TokenKind.Name => 112 + (2L * token.Length),
        TokenKind.EscapedDirective => 112 + (2L * token.Length),
        TokenKind.If or TokenKind.ElseIf => 480,
        TokenKind.Set => 320,
        TokenKind.BlockComment or TokenKind.FormalComment => 160,
        _ => 32 + (2L * token.Length),
    };

    /// <summary>What stands here, for a message.</summary>
    public string Found()
    {
        var token = Peek(0);
        var text = Cursor.Text.AsSpan(token.Start, Math.Min(token.Length, 20)).Trim();
        return token.Kind == TokenKind.End ? "The end of the template" : text.IsEmpty ? "White space" : $"\"{text}\"";
    }

    [DoesNotReturn]
    public void Fail(string message) => Cursor.FailAt(Peek(0).Start, message);
}
