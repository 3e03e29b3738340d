// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Velocity.Expressions;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Parsing;

/// <summary>Reads what stands in #set and #if: operators by their rank over primaries.</summary>
internal sealed class ExpressionParser(Cursor cursor, PrimaryParser primaries)
{
    // Ranks from the weakest; each operator's word comes after its sign.
    private static readonly (string Sign, string? Word, Operation Operation)[][] s_ranks =
    [
        [("||", "or", Operation.Or)],
        [("&&", "and", Operation.And)],
        [("==", "eq", Operation.Equal), ("!=", "ne", Operation.NotEqual)],
        [("<=", "le", Operation.LessOrEqual), (">=", "ge", Operation.GreaterOrEqual), ("<", "lt", Operation.Less), (">", "gt", Operation.Greater)],
        [("+", null, Operation.Add), ("-", null, Operation.Subtract)],
        [("*", null, Operation.Multiply), ("/", null, Operation.Divide), ("%", null, Operation.Remainder)],
    ];

    public Expression Read()
    {
        cursor.Enter();
        var expression = Ranked(0);
        cursor.Leave();
        return expression;
    }

    private Expression Ranked(int rank)
    {
        if (rank == s_ranks.Length)
        {
            return Unary();
        }

        cursor.SkipSpace();
        var start = cursor.At;
        var left = Ranked(rank + 1);
        var chained = 0;
        while (Operator(rank) is { } operation)
        {
            var leftSource = cursor.Text[start..(cursor.At - operation.Length)].TrimEnd();
            cursor.SkipSpace();
            var rightStart = cursor.At;
            var right = Ranked(rank + 1);
            if (++chained > 500)
            {
                cursor.Fail("The expression is too long.");
            }

            left = Make(operation.Operation, left, leftSource, right, cursor.Text[rightStart..cursor.At]);
        }

        return left;
    }

    private static Expression Make(Operation operation, Expression left, string leftSource, Expression right, string rightSource) => operation switch
    {
        Operation.Or or Operation.And => new LogicalExpression(left, right, operation == Operation.And),
        < Operation.Add => new ComparisonExpression(left, right, operation),
        _ => new ArithmeticExpression(left, leftSource, right, rightSource, operation),
    };

    private (Operation Operation, int Length)? Operator(int rank)
    {
        cursor.SkipSpace();
        foreach (var (sign, word, operation) in s_ranks[rank])
        {
            if (cursor.Is(sign))
            {
                if (operation == Operation.Subtract && (char.IsAsciiDigit(cursor.Peek(1)) || cursor.Peek(1) == '.'))
                {
                    cursor.Fail("A minus directly before a digit belongs to the number, as in Velocity: write a space between them.");
                }

                cursor.At += sign.Length;
                return (operation, sign.Length);
            }

            if (word is not null && cursor.Is(word) && !char.IsAsciiLetterOrDigit(cursor.Peek(word.Length)) && cursor.Peek(word.Length) is not ('_' or '-'))
            {
                cursor.At += word.Length;
                return (operation, word.Length);
            }
        }

        return null;
    }

    private Expression Unary()
    {
        cursor.SkipSpace();
        if ((cursor.Current == '!' && cursor.Peek(1) != '=') || (cursor.Is("not") && cursor.Peek(3) is ' ' or '\t' or '(' or '$' or '\n' or '\r'))
        {
            cursor.At += cursor.Current == '!' ? 1 : 3;
            cursor.Enter();
            var operand = Unary();
            cursor.Leave();
            return new NotExpression(operand);
        }

        if (cursor.Takes('('))
        {
            var inner = Read();
            cursor.SkipSpace();
            cursor.Expect(')', "after an expression");
            return inner;
        }

        return primaries.Read();
    }
}
