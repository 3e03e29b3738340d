// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;
using Foregate.Standards.Velocity.Methods;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Expressions;

/// <summary>$x[i]: an element of a list, from its end where the index is negative, or an entry of a map.</summary>
internal sealed class IndexExpression(Expression target, Expression index, Excerpt source, int line) : Expression
{
    public Expression Target => target;

    public Expression Index => index;

    public override Value Evaluate(Run run)
    {
        var container = target.Evaluate(run);
        if (container.IsNull)
        {
            return default;
        }

        var at = index.Evaluate(run);
        switch (container.Kind)
        {
            case ValueKind.List when at.IsInteger:
                var list = container.AsList;
                var place = at.AsInteger < 0 ? at.AsInteger + list.Count : at.AsInteger;
                if (place >= 0 && place < list.Count)
                {
                    return list[(int)place];
                }

                run.Fail($"Index {at.AsInteger} is out of bounds for a list of {list.Count}: {source}", line);
                return default;
            case ValueKind.Map when !at.IsNull:
                return container.AsMap[MapMethods.Code(run, at)];
            case ValueKind.Object when !at.IsNull:
                return container.AsObject.TryGet(run.TextOf(at), out var found) ? found : default;
            default:
                return default;
        }
    }

    public override bool IsTrue(Run run) => Truth(Evaluate(run));
}
