// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Expressions;

/// <summary>[a..b]: whole numbers up or down, both ends with it; null where an end is none.</summary>
internal sealed class RangeExpression(Expression from, Expression to, string source, int line) : Expression
{
    public override Value Evaluate(Run run)
    {
        var (first, last) = (from.Evaluate(run), to.Evaluate(run));
        if (!first.IsInteger || !last.IsInteger)
        {
            return default;
        }

        var count = (ulong)(Math.Max(first.AsInteger, last.AsInteger) - Math.Min(first.AsInteger, last.AsInteger)) + 1;
        if (count is 0 or > 100_000)
        {
            run.Fail($"A range of more than 100000 numbers: {source}", line);
            return default;
        }

        if (!run.Take(56 + (16 * (long)count)))
        {
            return default;
        }

        var list = new ValueList(isJson: false, (int)count);
        var step = first.AsInteger <= last.AsInteger ? 1 : -1;
        for (ulong i = 0; i < count; i++)
        {
            list.Add(Value.Of(first.AsInteger + (step * (long)i)));
        }

        return Value.Of(list);
    }
}
