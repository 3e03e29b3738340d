// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Statements;

/// <summary>A reference in the text: prints its value, and nothing where it has none.</summary>
internal sealed class PrintStatement(Expression expression, string source, int line) : Statement
{
    public Expression Expression => expression;

    public override void Render(Run run)
    {
        if (!run.Step())
        {
            return;
        }

        var value = expression.Evaluate(run);
        if (run.Flow != Flow.Next)
        {
            return;
        }

        run.Told?.Invoke(new VelocityStep(line, source, value));
        run.Write(value);
    }
}
