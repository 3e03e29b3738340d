// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Velocity.Expressions;
using Foregate.Standards.Velocity.Lexing;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Parsing;

/// <summary>Reads what stands in #set and #if: operators by their rank over primaries.</summary>
internal sealed class ExpressionParser(TokenReader tokens, LiteralParser literals)
{
    private const int MaxOperators = 500;

    // Ranks from the weakest.
    private static readonly (TokenKind Sign, Operation Operation)[][] s_ranks =
    [
        [(TokenKind.Or, Operation.Or)],
        [(TokenKind.And, Operation.And)],
        [(TokenKind.Equal, Operation.Equal), (TokenKind.NotEqual, Operation.NotEqual)],
        [(TokenKind.LessOrEqual, Operation.LessOrEqual), (TokenKind.GreaterOrEqual, Operation.GreaterOrEqual), (TokenKind.Less, Operation.Less), (TokenKind.Greater, Operation.Greater)],
        [(TokenKind.Plus, Operation.Add), (TokenKind.Minus, Operation.Subtract)],
        [(TokenKind.Times, Operation.Multiply), (TokenKind.Divide, Operation.Divide), (TokenKind.Remainder, Operation.Remainder)],
    ];

    public Expression Read() => Whole().Expression;

    private Written Whole()
    {
        tokens.Enter();
        var expression = Ranked(0);
        tokens.Leave();
        return expression;
    }

    private Written Ranked(int rank)
    {
        if (rank == s_ranks.Length)
        {
            return Unary();
        }

        var left = Ranked(rank + 1);
        for (var chained = 0; Operator(rank) is { } operation; chained++)
        {
            if (chained == MaxOperators)
            {
                tokens.Fail("The expression is too long.");
            }

            // Velocity counts the operands of an operator from behind its sign.
            var from = tokens.Position;
            var right = Ranked(rank + 1);
            left = new Written(Make(operation, left, right), from, tokens.Position);
        }

        return left;
    }

    private Operation? Operator(int rank)
    {
        foreach (var (sign, operation) in s_ranks[rank])
        {
            if (tokens.Takes(sign))
            {
                return operation;
            }
        }

        return null;
    }

    private Expression Make(Operation operation, Written left, Written right) => operation switch
    {
        Operation.Or or Operation.And => new LogicalExpression(left.Expression, right.Expression, operation == Operation.And),
        < Operation.Add => new ComparisonExpression(left.Expression, right.Expression, operation),
        Operation.Add => new ArithmeticExpression(left.Expression, Source(left), right.Expression, Source(right), operation),
        _ => new ArithmeticExpression(left.Expression, "", right.Expression, "", operation),
    };

    // What always has a value is never added as it is written.
    private string Source(Written written) => written.Expression is ConstantExpression { Constant.IsNull: false } ? "" : tokens.TextOf(written.From, written.To);

    private Written Unary()
    {
        if (tokens.Kind == TokenKind.Not || (tokens.Kind == TokenKind.Space && tokens.Peek(1).Kind == TokenKind.Not))
        {
            tokens.SkipSpace();
            tokens.Take();
            var from = tokens.Position;
            tokens.Enter();
            var operand = Unary();
            tokens.Leave();
            return new Written(new NotExpression(operand.Expression), from, tokens.Position);
        }

        tokens.SkipSpace();
        Written primary;
        if (tokens.Takes(TokenKind.ParenthesisOpen))
        {
            var from = tokens.Position;
            var inner = Whole();
            primary = new Written(inner.Expression, from, tokens.Position);
            tokens.Expect(TokenKind.ParenthesisClose, "an operator or ')'");
        }
        else
        {
            primary = literals.Read();
        }

        tokens.SkipSpace();
        return primary;
    }
}
