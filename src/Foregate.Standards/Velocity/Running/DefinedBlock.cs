// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;

namespace Foregate.Standards.Velocity.Running;

/// <summary>The value of a #define or of a macro's body content: rendered anew whenever it is printed.</summary>
internal sealed class DefinedBlock(Statement body, MacroFrame? frame) : ValueObject
{
    private const int MaxDepth = 20;

    public void Render(Run run)
    {
        if (run.BlockDepth == MaxDepth)
        {
            run.Fail($"Blocks of #define are rendered within each other more than {MaxDepth} deep.");
            return;
        }

        var here = run.Frame;
        run.Frame = frame;
        run.BlockDepth++;
        body.Render(run);
        run.BlockDepth--;
        run.Frame = here;
        if (run.Flow == Flow.Break)
        {
            run.Flow = Flow.Next;
        }
    }
}
