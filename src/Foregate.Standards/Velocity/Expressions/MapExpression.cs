// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;
using Foregate.Standards.Velocity.Methods;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Expressions;

/// <summary>{"a": b}: a new map each time. Keys may be of any kind.</summary>
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
            var of = key.Evaluate(run);
            if (of.IsText)
            {
                map[of.AsText] = value.Evaluate(run);
            }
            else
            {
                MapMethods.Put(run, map, of, value.Evaluate(run), out _);
            }
        }

        return Value.Of(map);
    }
}
