// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Expressions;

/// <summary>[a, b]: a new list each time.</summary>
internal sealed class ListExpression(Expression[] items) : Expression
{
    public override Value Evaluate(Run run)
    {
        if (!run.Step(1 + items.Length) || !run.Take(56 + (16L * items.Length)))
        {
            return default;
        }

        var list = new ValueList(isJson: false, items.Length);
        foreach (var item in items)
        {
            list.Add(item.Evaluate(run));
        }

        return Value.Of(list);
    }
}
