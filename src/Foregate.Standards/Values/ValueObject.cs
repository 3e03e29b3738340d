// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Values;

/// <summary>Something of the program that a template may ask: it has names that are read and set, and methods. It has no text of its own unless it says so.</summary>
public abstract class ValueObject
{
    /// <summary>Why the last call or setting was refused; null when there just is no such thing. It ends a template's rendering.</summary>
    public string? Fault { get; protected set; }

    /// <summary>Bytes that what the next call makes may take.</summary>
    public long Room { get; set; } = long.MaxValue;

    /// <summary>Steps that the last call took besides what its texts' lengths say; whoever called counts them.</summary>
    public long Steps { get; protected set; }

    /// <summary>Bytes that the last call took besides a text that it gave; whoever called counts them.</summary>
    public long Bytes { get; protected set; }

    /// <summary>Whether its methods are given texts only: anything else comes as the text that it prints as.</summary>
    public virtual bool TakesTexts => false;

    /// <summary>The value of a name; false where there is no such name.</summary>
    public virtual bool TryGet(string name, out Value value)
    {
        value = default;
        return false;
    }

    /// <summary>Sets a name; false where it cannot be set, which leaves everything as it is.</summary>
    public virtual bool TrySet(string name, Value value) => false;

    /// <summary>Calls a method; false where there is no such method for these arguments.</summary>
    public virtual bool TryInvoke(string method, ReadOnlySpan<Value> arguments, out Value result)
    {
        result = default;
        return false;
    }

    /// <summary>Writes its text, if it has one.</summary>
    /// <param name="depth">How deep in a tree it stands, to be handed on.</param>
    /// <returns>False, with part of it written, when the tree is too deep or the buffer full.</returns>
    public virtual bool WriteText(TextBuffer output, int depth) => AsMap() is not { } map || JavaText.Write(Value.Of(map), output, depth);

    /// <summary>As a map where it can be gone through; null where it cannot.</summary>
    public virtual ValueMap? AsMap() => null;
}
