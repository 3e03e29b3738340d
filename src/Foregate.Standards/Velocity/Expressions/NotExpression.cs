// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Expressions;

/// <summary>! and not.</summary>
internal sealed class NotExpression(Expression operand) : Expression
{
    public override Value Evaluate(Run run) => Value.Of(IsTrue(run));

    public override bool IsTrue(Run run) => !operand.IsTrue(run);
}
