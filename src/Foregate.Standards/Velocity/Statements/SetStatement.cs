// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;
using Foregate.Standards.Velocity.Expressions;
using Foregate.Standards.Velocity.Methods;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Statements;

/// <summary>#set: a variable, a member or an element gets a value. A value that is null changes nothing, as in Velocity 1.7.</summary>
/// <param name="target">Null where Velocity sets nothing.</param>
internal sealed class SetStatement(Expression? target, Expression value, string source, int line) : Statement
{
    public override void Render(Run run)
    {
        if (!run.Step())
        {
            return;
        }

        var result = value.Evaluate(run);
        if (run.Flow != Flow.Next)
        {
            return;
        }

        run.Told?.Invoke(new VelocityStep(line, source, result));
        if (result.IsNull)
        {
            return;
        }

        switch (target)
        {
            case Variable variable:
                run.Set(variable.Slot, result);
                break;
            case MemberExpression member:
                SetMember(run, member.Target.Evaluate(run), member.Name, result);
                break;
            case IndexExpression index:
                var container = index.Target.Evaluate(run);
                SetElement(run, container, index.Index.Evaluate(run), result);
                break;
            default:
                // Nothing is set.
                break;
        }
    }

    private void SetMember(Run run, Value container, string name, Value value)
    {
        if (run.Flow != Flow.Next)
        {
            return;
        }

        if (container.Kind == ValueKind.Map)
        {
            if (run.Take(112))
            {
                container.AsMap[name] = value;
            }
        }
        else if (container.Kind == ValueKind.Object)
        {
            if (!container.AsObject.TrySet(name, value) && container.AsObject.Fault is { } fault)
            {
                run.Fail($"{fault}: {source}", line);
            }
        }
    }

    private void SetElement(Run run, Value container, Value index, Value value)
    {
        if (container.Kind == ValueKind.List && index.IsInteger)
        {
            var list = container.AsList;
            var at = index.AsInteger < 0 ? index.AsInteger + list.Count : index.AsInteger;
            if (at < 0 || at >= list.Count)
            {
                run.Fail($"Index {index.AsInteger} is out of bounds for a list of {list.Count}: {source}", line);
                return;
            }

            list[(int)at] = value;
        }
        else if (container.Kind == ValueKind.Map && !index.IsNull)
        {
            if (run.Flow == Flow.Next)
            {
                MapMethods.Put(run, container.AsMap, index, value, out _);
            }
        }
        else if (!index.IsNull)
        {
            SetMember(run, container, run.TextOf(index), value);
        }
    }
}
