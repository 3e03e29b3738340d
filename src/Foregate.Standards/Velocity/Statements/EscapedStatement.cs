// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Statements;

/// <summary>A reference after an odd number of backslashes: prints as it is written, with the backslash where it has no value.</summary>
internal sealed class EscapedStatement(Expression expression, string source) : Statement
{
    private readonly int _parameter = expression is Variable variable && source is ['$', not ('{' or '!'), ..] ? variable.Slot : -1;

    public override void Render(Run run)
    {
        if (!run.Step())
        {
            return;
        }

        var isKnown = !expression.Evaluate(run).IsNull;
        if (run.Flow == Flow.Next)
        {
            // A macro's parameter prints as the argument is written.
            var text = _parameter >= 0 && run.Frame?.SourceOf(_parameter) is { } written ? written : source;
            run.Output.Write(isKnown ? text : "\\" + text);
        }
    }
}
