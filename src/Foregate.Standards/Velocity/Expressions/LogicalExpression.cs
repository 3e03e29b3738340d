// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Expressions;

/// <summary>&amp;&amp; and ||: the right side is looked at only where it counts.</summary>
internal sealed class LogicalExpression(Expression left, Expression right, bool isAnd) : Expression
{
    public override Value Evaluate(Run run) => Value.Of(IsTrue(run));

    public override bool IsTrue(Run run) => run.Step() && (isAnd ? left.IsTrue(run) && right.IsTrue(run) : left.IsTrue(run) || right.IsTrue(run));
}
