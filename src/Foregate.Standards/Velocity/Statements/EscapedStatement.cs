// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Statements;

/// <summary>A reference after an odd number of backslashes: prints as it is written, with the backslash where it has no value.</summary>
internal sealed class EscapedStatement(Expression expression, string source) : Statement
{
    public override void Render(Run run)
    {
        if (!run.Step())
        {
            return;
        }

        var isKnown = !expression.Evaluate(run).IsNull;
        if (run.Flow == Flow.Next)
        {
            run.Output.Write(isKnown ? source : "\\" + source);
        }
    }
}
