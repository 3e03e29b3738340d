// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Velocity.Lexing;
using Foregate.Standards.Velocity.Running;
using Foregate.Standards.Velocity.Statements;

namespace Foregate.Standards.Velocity.Parsing;

/// <summary>What one template and the templates in its texts share: variables, macros, and calls that wait for their macro.</summary>
/// <param name="size">Characters of the template.</param>
internal sealed class Vocabulary(int size)
{
    // What a template may take of memory when it is read is bounded by its size: it may be nothing but references.
    private const int Room = 768 * 1024;

    private readonly Dictionary<string, int> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Macro> _macros = new(StringComparer.Ordinal);
    private readonly List<Variable> _references = [];
    private readonly List<MacroCall> _calls = [];
    private readonly List<ForeachStatement> _loops = [];
    private long _room = Room + (10L * size);

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

    /// <summary>Counts what is kept of a token, or of what is made of several.</summary>
    /// <param name="at">Where it stands.</param>
    public void Take(Cursor cursor, int at, long bytes)
    {
        _room -= bytes;
        if (_room < 0)
        {
            cursor.FailAt(at, "The template has too many parts for its size.");
        }
    }

    public Variable Reference(string name) => _references[Variable(name)];

    public int Variable(string name)
    {
        if (!_variables.TryGetValue(name, out var slot))
        {
            _variables[name] = slot = _variables.Count;
            _references.Add(new Variable(slot));
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
