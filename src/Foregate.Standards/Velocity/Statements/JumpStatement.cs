// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Statements;

/// <summary>#break or #stop; #break with a loop's $foreach ends that loop.</summary>
internal sealed class JumpStatement(Flow flow, Expression? scope, int line) : Statement
{
    public override void Render(Run run)
    {
        if (scope is not null && flow == Flow.Break)
        {
            var target = scope.Evaluate(run);
            if (run.Flow != Flow.Next)
            {
                return;
            }

            if (target.Kind != ValueKind.Object || target.AsObject is not ForeachScope)
            {
                run.Fail("#break takes nothing but a loop's $foreach.", line);
                return;
            }

            run.BreakTo = target.AsObject;
        }

        run.Flow = flow;
    }
}
