// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;
using Foregate.Standards.Velocity.Methods;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Expressions;

/// <summary>[a..b]: whole numbers up or down, both ends with it; of ends with a fraction their whole part, and null where an end is no number.</summary>
internal sealed class RangeExpression(Expression from, Expression to, Excerpt source, int line) : Expression
{
    public override Value Evaluate(Run run)
    {
        var (first, last) = (from.Evaluate(run), to.Evaluate(run));
        if (!first.IsNumeric || !last.IsNumeric)
        {
            return default;
        }

        long start = JavaNumbers.ToInt(first), end = JavaNumbers.ToInt(last);
        var count = Math.Abs(end - start) + 1;
        if (count > 100_000)
        {
            run.Fail($"A range of more than 100000 numbers: {source}", line);
            return default;
        }

        if (!run.Take(56 + (16 * count)))
        {
            return default;
        }

        var list = new ValueList(isJson: false, (int)count);
        var step = start <= end ? 1 : -1;
        for (long i = 0; i < count; i++)
        {
            list.Add(Value.Of(start + (step * i)));
        }

        return Value.Of(list);
    }
}
