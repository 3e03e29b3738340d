// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Expressions;

/// <summary>A text in double quotes, which is a template of its own.</summary>
/// <param name="isWhole">Whether it is what the content gives; otherwise the last character of that is none of it.</param>
internal sealed class InterpolatedText(Statement content, bool isWhole) : Expression
{
    public override Value Evaluate(Run run)
    {
        if (!run.Step(2))
        {
            return default;
        }

        var outer = run.Begin();
        content.Render(run);
        var text = run.End(outer);
        return Value.Of(isWhole || text.Length == 0 ? text : text[..^1]);
    }
}
