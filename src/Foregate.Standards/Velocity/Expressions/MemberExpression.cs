// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;
using Foregate.Standards.Velocity.Methods;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Expressions;

/// <summary>$x.name: an entry of a map, a name of an object, or a property of one of Java's types.</summary>
internal sealed class MemberExpression(Expression target, string name) : Expression
{
    public Expression Target => target;

    public string Name => name;

    public override Value Evaluate(Run run)
    {
        var value = target.Evaluate(run);
        switch (value.Kind)
        {
            case ValueKind.Null:
                return default;
            case ValueKind.Map:
                return value.AsMap[name];
            case ValueKind.Object:
                return value.AsObject.TryGet(name, out var found) && (value.AsObject.Bytes == 0 || run.Take(value.AsObject.Bytes)) ? found : default;
            default:
                return Properties.Get(run, value, name);
        }
    }

    public override bool IsTrue(Run run) => Truth(Evaluate(run));
}
