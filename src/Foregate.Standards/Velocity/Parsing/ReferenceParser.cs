// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Velocity.Expressions;
using Foregate.Standards.Velocity.Lexing;
using Foregate.Standards.Velocity.Methods;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Parsing;

/// <summary>Reads references with their members, calls and indexes.</summary>
internal sealed class ReferenceParser(TokenReader tokens, Vocabulary words, LiteralParser literals)
{
    private const int MaxParts = 200;

    // Of memory, to find that a pattern is none.
    private const int UnreadPattern = 1024;

    /// <summary>Whether a reference comes next, or what Velocity takes for one.</summary>
    public bool IsNext => tokens.Kind == TokenKind.Name || (tokens.Kind == TokenKind.BraceOpen && tokens.Peek(1).Kind == TokenKind.Name);

    /// <param name="head">What the signs before the reference say.</param>
    /// <returns>The reference: one that never has a value where the head says so.</returns>
    public Written Read(out ReferenceHead head)
    {
        if (tokens.Kind is not (TokenKind.Name or TokenKind.BraceOpen))
        {
            tokens.Fail($"{tokens.Found()} stands where a reference is expected.");
        }

        tokens.Enter();
        var first = tokens.Take();
        var isBraced = first.Kind == TokenKind.BraceOpen;
        var name = isBraced ? tokens.Expect(TokenKind.Name, "a variable's name") : first;
        head = ReferenceHead.Of(tokens.Image(first), tokens.Image(name));
        tokens.Lexer.Cuts.Add(first.Start, head.Skipped, inText: true, inImage: true);
        var from = first.Start + head.Skipped;
        var reference = Parts(head.IsRunt || head.IsBroken ? new ConstantExpression(default) : words.Reference(head.Name));
        if (isBraced)
        {
            tokens.Expect(TokenKind.BraceClose, "the brace that ends a reference");
        }

        tokens.Leave();
        return new Written(reference, from, tokens.Position);
    }

    private Expression Parts(Expression reference)
    {
        for (var parts = 0; ; parts++)
        {
            // Each is a call within a call when it is evaluated.
            if (parts > MaxParts)
            {
                tokens.Fail("The reference has too many parts.");
            }

            if (tokens.Kind == TokenKind.IndexOpen)
            {
                reference = Index(reference);
            }
            else if (tokens.Kind == TokenKind.Dot && tokens.Peek(1).Kind == TokenKind.Name)
            {
                tokens.Take();
                var name = tokens.Take();
                var text = tokens.Image(name).ToString();
                reference = StartsArguments() ? Call(reference, text, name.Start) : new MemberExpression(reference, text);
            }
            else
            {
                return reference;
            }
        }
    }

    // Velocity: a parenthesis that no argument can follow is text after a property.
    private bool StartsArguments() => tokens.Kind == TokenKind.ParenthesisOpen && (tokens.Peek(1).Kind == TokenKind.CallClose || LiteralParser.Starts(tokens.Peek(1).Kind));

    private CallExpression Call(Expression target, string name, int from)
    {
        tokens.Take();
        var arguments = new List<Expression>();
        if (tokens.Kind != TokenKind.CallClose)
        {
            do
            {
                arguments.Add(literals.Parameter());
            }
            while (tokens.Takes(TokenKind.Comma));
        }

        tokens.Expect(TokenKind.CallClose, "',' or ')' after an argument (Velocity takes no arithmetic there)");
        var patterns = new PatternMemory();
        if (PatternMemory.IsPattern(name) && arguments is [ConstantExpression { Constant: { IsText: true, AsText: var pattern } }, ..])
        {
            words.Take(tokens.Cursor, from, patterns.Get(pattern, out _, out _)?.Bytes ?? UnreadPattern);
        }

        return new CallExpression(target, name, [.. arguments], patterns, new Excerpt(tokens.Cursor.Text, from, tokens.Position), tokens.Cursor.Line(from));
    }

    private IndexExpression Index(Expression target)
    {
        var from = tokens.Take().Start;
        tokens.SkipSpace();
        var index = tokens.Kind switch
        {
            TokenKind.Quoted => literals.Quoted(),
            TokenKind.Integer => literals.Number(),
            TokenKind.True or TokenKind.False => literals.Truth(),
            _ => Read(out _).Expression,
        };
        tokens.SkipSpace();
        tokens.Expect(TokenKind.IndexClose, "']' after an index (Velocity takes no arithmetic there)");
        return new IndexExpression(target, index, new Excerpt(tokens.Cursor.Text, from, tokens.Position), tokens.Cursor.Line(from));
    }
}
