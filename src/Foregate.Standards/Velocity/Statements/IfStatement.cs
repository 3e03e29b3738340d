// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Statements;

/// <summary>#if with its #elseif and #else.</summary>
internal sealed class IfStatement((Expression Condition, Statement Body, string Source, int Line)[] branches, Statement? otherwise) : Statement
{
    public override void Render(Run run)
    {
        foreach (var (condition, body, source, line) in branches)
        {
            if (!run.Step())
            {
                return;
            }

            var holds = condition.IsTrue(run);
            if (run.Flow != Flow.Next)
            {
                return;
            }

            run.Told?.Invoke(new VelocityStep(line, source, Value.Of(holds)));
            if (holds)
            {
                body.Render(run);
                return;
            }
        }

        otherwise?.Render(run);
    }
}
