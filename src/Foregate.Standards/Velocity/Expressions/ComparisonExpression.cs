// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;
using Foregate.Standards.Velocity.Methods;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Expressions;

/// <summary>== and its kin. Only numbers are more or less than each other.</summary>
internal sealed class ComparisonExpression(Expression left, Expression right, Operation operation) : Expression
{
    public override Value Evaluate(Run run) => Value.Of(IsTrue(run));

    public override bool IsTrue(Run run)
    {
        if (!run.Step())
        {
            return false;
        }

        var (a, b) = (left.Evaluate(run), right.Evaluate(run));
        switch (operation)
        {
            case Operation.Equal:
                return Equality.IsEqual(run, a, b);
            case Operation.NotEqual:
                return !Equality.IsEqual(run, a, b);
            default:
                if (!a.IsNumeric || !b.IsNumeric)
                {
                    return false;
                }

                var order = JavaNumbers.Compare(a, b);
                return operation switch
                {
                    Operation.Less => order < 0,
                    Operation.LessOrEqual => order <= 0,
                    Operation.Greater => order > 0,
                    _ => order >= 0,
                };
        }
    }
}
