// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;
using Foregate.Standards.Velocity.Methods;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Statements;

/// <summary>#foreach over a list, a map's values or an iterator; anything else has no rounds.</summary>
internal sealed class ForeachStatement(int item, Expression items, Statement body, string source, int line) : Statement
{
    private int _scope = -1;
    private int _count = -1;
    private int _hasNext = -1;

    /// <summary>Says where $foreach and the older $velocityCount and $velocityHasNext are kept; -1 for what the template does not name.</summary>
    public void Bind(int scope, int count, int hasNext) => (_scope, _count, _hasNext) = (scope, count, hasNext);

    public override void Render(Run run)
    {
        if (!run.Step())
        {
            return;
        }

        var all = items.Evaluate(run);
        if (run.Flow != Flow.Next)
        {
            return;
        }

        run.Told?.Invoke(new VelocityStep(line, source, all));
        switch (all.Kind)
        {
            case ValueKind.List:
                Loop(run, all.AsList, null);
                break;
            case ValueKind.Map:
                Loop(run, null, all.AsMap);
                break;
            case ValueKind.Object when all.AsObject is ListIterator iterator:
                Loop(run, iterator.Rest(), null);
                break;
            case ValueKind.Object when all.AsObject.AsMap() is { } map:
                Loop(run, null, map);
                break;
            default:
                break;
        }
    }

    private void Loop(Run run, ValueList? list, ValueMap? map)
    {
        var total = list?.Count ?? map!.Count;
        if (total == 0 || !run.Take(40))
        {
            return;
        }

        var before = (Item: run.Get(item), Scope: Get(run, _scope), Count: Get(run, _count), HasNext: Get(run, _hasNext));
        var state = new ForeachScope(total, before.Scope);
        Set(run, _scope, Value.Of(state));
        for (var i = 0; i < total && i < run.Rounds && run.Step(); i++)
        {
            if ((list?.Count ?? map!.Count) != total)
            {
                run.Fail($"A list or map was changed while #foreach went through it: {source}", line);
                break;
            }

            state.Index = i;
            run.Set(item, list is not null ? list[i] : map!.ValueAt(i));
            Set(run, _count, Value.Of(i + 1));
            Set(run, _hasNext, Value.Of(i + 1 < total));
            body.Render(run);
            if (run.Flow != Flow.Next)
            {
                break;
            }
        }

        if (run.Flow == Flow.Break)
        {
            run.Flow = Flow.Next;
        }

        run.Set(item, before.Item);
        Set(run, _scope, before.Scope);
        Set(run, _count, before.Count);
        Set(run, _hasNext, before.HasNext);
    }

    private static Value Get(Run run, int variable) => variable < 0 ? default : run.Get(variable);

    private static void Set(Run run, int variable, Value value)
    {
        if (variable >= 0)
        {
            run.Set(variable, value);
        }
    }
}
