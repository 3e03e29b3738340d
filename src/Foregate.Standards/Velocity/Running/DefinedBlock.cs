// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;

namespace Foregate.Standards.Velocity.Running;

/// <summary>The value of a #define or of a macro's body content: rendered anew whenever it is printed.</summary>
internal sealed class DefinedBlock(Statement body, MacroFrame? frame) : ValueObject
{
    private const int MaxDepth = 20;

    // Of this block within itself: Velocity's limit.
    private const int MaxWithinItself = 2;

    private int _depth;

    /// <summary>False where it is rendered within itself too deep, and has no value there.</summary>
    public bool Render(Run run)
    {
        if (_depth == MaxWithinItself)
        {
            return false;
        }

        if (run.BlockDepth == MaxDepth)
        {
            run.Fail($"Blocks of #define are rendered within each other more than {MaxDepth} deep.");
            return true;
        }

        var here = run.Frame;
        run.Frame = frame;
        _depth++;
        run.BlockDepth++;
        body.Render(run);
        run.BlockDepth--;
        _depth--;
        run.Frame = here;
        run.EndBreak(null);
        return true;
    }
}
