// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;

namespace Foregate.Standards.Velocity.Running;

/// <summary>
/// One call of a macro. Arguments go by name: each look at a parameter evaluates the argument anew, where the macro was called. A macro
/// sees the parameters of those that called it.
/// </summary>
internal sealed class MacroFrame(Macro macro, Expression[] arguments, string?[] sources, MacroFrame? caller, int depth)
{
    // What was set to parameters: it is nobody else's.
    private readonly Value[] _own = new Value[macro.Parameters.Length];

    public string Name => macro.Name;

    public MacroFrame? Caller => caller;

    public int Depth => depth;

    /// <summary>The argument of a variable; -1 where the variable is no parameter or has no argument.</summary>
    public int Find(int variable)
    {
        var at = Array.IndexOf(macro.Parameters, variable);
        return at < arguments.Length || (at >= 0 && !_own[at].IsNull) ? at : -1;
    }

    /// <summary>How the argument is written that a variable is known by here or in a macro that called this; null where there is none, or is a number or truth value.</summary>
    public string? SourceOf(int variable)
    {
        for (var frame = this; frame is not null; frame = frame.Caller)
        {
            if (frame.Find(variable) is >= 0 and var at)
            {
                return frame.SourceAt(at);
            }
        }

        return null;
    }

    private string? SourceAt(int at) => at < sources.Length ? sources[at] : null;

    public Expression? Argument(int at) => at < arguments.Length ? arguments[at] : null;

    public ref Value Own(int at) => ref _own[at];
}
