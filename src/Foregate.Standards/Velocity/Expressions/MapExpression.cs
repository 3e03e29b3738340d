// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Expressions;

/// <summary>{"a": b}: a new map each time. Keys are texts here, whatever they are written as.</summary>
internal sealed class MapExpression((Expression Key, Expression Value)[] entries) : Expression
{
    public override Value Evaluate(Run run)
    {
        if (!run.Step(1 + entries.Length) || !run.Take(64 + (64L * entries.Length)))
        {
            return default;
        }

        var map = new ValueMap(entries.Length);
        foreach (var (key, value) in entries)
        {
            map[run.TextOf(key.Evaluate(run))] = value.Evaluate(run);
        }

        return Value.Of(map);
    }
}
