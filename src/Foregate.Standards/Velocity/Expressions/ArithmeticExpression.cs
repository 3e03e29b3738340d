// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;
using Foregate.Standards.Velocity.Methods;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Expressions;

/// <summary>Arithmetic on numbers, and + on texts. What cannot be calculated is null.</summary>
internal sealed class ArithmeticExpression(Expression left, string leftSource, Expression right, string rightSource, Operation operation) : Expression
{
    public override Value Evaluate(Run run)
    {
        if (!run.Step())
        {
            return default;
        }

        var (a, b) = (left.Evaluate(run), right.Evaluate(run));
        if (a.IsNumeric && b.IsNumeric)
        {
            return a.IsInteger && b.IsInteger ? JavaNumbers.Calculate(run, a.AsInteger, b.AsInteger, operation) : JavaNumbers.Calculate(run, a, b, operation);
        }

        if (operation != Operation.Add || !(a.IsText || b.IsText))
        {
            return default;
        }

        // Velocity: what is null stands as it is written.
        var (first, second) = (a.IsNull ? leftSource : run.TextOf(a), b.IsNull ? rightSource : run.TextOf(b));
        return run.Take(32 + (2L * (first.Length + (long)second.Length))) ? Value.Of(first + second) : default;
    }
}
