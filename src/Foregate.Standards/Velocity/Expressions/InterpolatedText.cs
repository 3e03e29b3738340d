// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Expressions;

/// <summary>A text in double quotes, which is a template of its own.</summary>
internal sealed class InterpolatedText(Statement content) : Expression
{
    public override Value Evaluate(Run run)
    {
        if (!run.Step(2))
        {
            return default;
        }

        var outer = run.Begin();
        content.Render(run);
        return Value.Of(run.End(outer));
    }
}
