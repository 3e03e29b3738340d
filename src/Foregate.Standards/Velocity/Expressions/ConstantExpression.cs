// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Expressions;

/// <summary>A number, a text or a truth value as it is written.</summary>
internal sealed class ConstantExpression(Value value) : Expression
{
    public Value Constant => value;

    public override Value Evaluate(Run run) => value;

    public override bool IsTrue(Run run) => value.IsBoolean && value.AsBoolean;
}
