// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Velocity.Running;
using Foregate.Standards.Velocity.Statements;

namespace Foregate.Standards.Velocity.Parsing;

/// <summary>What one template and the templates in its texts share: variables, macros, and calls that wait for their macro.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, int> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Macro> _macros = new(StringComparer.Ordinal);
    private readonly List<MacroCall> _calls = [];
    private readonly List<ForeachStatement> _loops = [];

    /// <summary>Names of variables by their places.</summary>
    public string[] Names()
    {
        var names = new string[_variables.Count];
        foreach (var (name, slot) in _variables)
        {
            names[slot] = name;
        }

        return names;
    }

    public int Variable(string name)
    {
        if (!_variables.TryGetValue(name, out var slot))
        {
            _variables[name] = slot = _variables.Count;
        }

        return slot;
    }

    /// <summary>The last of two macros with one name counts, for calls before it too.</summary>
    public void Define(Macro macro) => _macros[macro.Name] = macro;

    public bool IsMacro(string name) => _macros.ContainsKey(name);

    public void Await(MacroCall call) => _calls.Add(call);

    public void Await(ForeachStatement loop) => _loops.Add(loop);

    /// <summary>Joins calls and loops to what is known only when all is read.</summary>
    public void Bind()
    {
        foreach (var loop in _loops)
        {
            loop.Bind(Known("foreach"), Known("velocityCount"), Known("velocityHasNext"));
        }

        foreach (var call in _calls)
        {
            call.Bind(_macros.GetValueOrDefault(call.Name));
        }
    }

    private int Known(string name) => _variables.TryGetValue(name, out var slot) ? slot : -1;
}
