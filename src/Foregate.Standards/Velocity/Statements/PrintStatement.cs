// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Statements;

/// <summary>A reference in the text: prints its value; nothing where it has none, and itself where it is a block within that block.</summary>
/// <param name="prefix">Signs before it. They print with a value, but for a block.</param>
internal sealed class PrintStatement(Expression expression, string prefix, Excerpt source, bool isQuiet, int line) : Statement
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

        run.Told?.Invoke(new VelocityStep(line, source.ToString(), value));
        if (value.Kind == ValueKind.Object && value.AsObject is DefinedBlock block)
        {
            Print(run, block);
            return;
        }

        if (prefix.Length > 0)
        {
            run.Output.Write(prefix);
        }

        run.Write(value);
    }

    private void Print(Run run, DefinedBlock block)
    {
        if (block.Render(run))
        {
            return;
        }

        run.Output.Write(prefix);
        if (!isQuiet)
        {
            // A macro's parameter prints as the argument is written.
            run.Output.Write(expression is Variable variable && run.Frame?.SourceOf(variable.Slot) is { } written ? written : source.Whole);
        }
    }
}
