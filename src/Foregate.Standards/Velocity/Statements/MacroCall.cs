// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Statements;

/// <summary>A call of a macro, which may be defined further down. Of a macro that is nowhere, it is the text that it is written as.</summary>
/// <param name="sources">How the arguments are written, where that may be printed.</param>
/// <param name="word">The first argument that is a bare word, which a macro does not take.</param>
/// <param name="content">The content of a call #@name(…) … #end; null for the plain call.</param>
internal sealed class MacroCall(string name, Expression[] arguments, string?[] sources, Statement? content, int bodyContent, TextStatement text, string? word, int line) : Statement
{
    private Macro? _macro;

    public string Name => name;

    public void Bind(Macro? macro) => _macro = macro;

    public override void Render(Run run)
    {
        if (_macro is null)
        {
            text.Render(run);
            return;
        }

        if (word is not null)
        {
            run.Fail($"\"{word}\" is no argument of a macro: #{name}", line);
            return;
        }

        var caller = run.Frame;
        var depth = (caller?.Depth ?? 0) + 1;
        if (depth > run.MacroDepth)
        {
            run.Fail($"Macros call each other more than {run.MacroDepth} deep: #{name}", line);
            return;
        }

        if (!run.Step(2) || !run.Take(64 + (16 * arguments.Length)))
        {
            return;
        }

        run.Told?.Invoke(new VelocityStep(line, text.Text, default));
        var before = bodyContent < 0 ? default : run.Get(bodyContent);
        if (content is not null)
        {
            run.Set(bodyContent, Value.Of(new DefinedBlock(content, caller)));
        }

        run.Frame = new MacroFrame(_macro, arguments, sources, caller, depth);
        _macro.Body.Render(run);
        run.Frame = caller;
        run.EndBreak(null);

        if (content is not null)
        {
            run.Set(bodyContent, before);
        }
    }
}
