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
                Loop(run, new ForeachItems(all.AsList, null));
                break;
            case ValueKind.Map:
                Loop(run, new ForeachItems(null, new MapView(all.AsMap, MapView.Side.Values)));
                break;
            case ValueKind.Object when all.AsObject is ListIterator iterator:
                Loop(run, new ForeachItems(iterator.Rest(), null));
                break;
            case ValueKind.Object when all.AsObject is MapView view:
                Loop(run, new ForeachItems(null, view));
                break;
            case ValueKind.Object when all.AsObject.AsMap() is { } map:
                Loop(run, new ForeachItems(null, new MapView(map, MapView.Side.Values)));
                break;
            default:
                break;
        }
    }

    private void Loop(Run run, ForeachItems of)
    {
        if (!of.HasNext || !run.Take(120))
        {
            return;
        }

        var before = (Item: run.Get(item), Scope: Get(run, _scope), Count: Get(run, _count), HasNext: Get(run, _hasNext));
        var state = new ForeachScope(of, before.Scope);
        Set(run, _scope, Value.Of(state));
        for (var i = 0; i < run.Rounds && of.HasNext && run.Step(); i++)
        {
            if (!of.TryTake(run, out var next))
            {
                run.Fail($"A list or map was changed while #foreach went through it: {source}", line);
                break;
            }

            run.Set(item, next);
            Set(run, _count, Value.Of(i + 1));
            Set(run, _hasNext, Value.Of(of.HasNext));
            body.Render(run);
            if (run.Flow != Flow.Next)
            {
                break;
            }
        }

        run.EndBreak(state);
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
