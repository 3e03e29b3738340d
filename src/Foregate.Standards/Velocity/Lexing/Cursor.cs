// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics.CodeAnalysis;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Lexing;

/// <summary>The text of a template, and the lines in it.</summary>
/// <param name="firstLine">The line that the text begins on: texts within a template are read by themselves.</param>
/// <param name="depth">How deep texts, blocks and expressions are nested already.</param>
internal sealed class Cursor(string text, int firstLine, int depth)
{
    private int _knownAt;
    private int _knownLines;

    public string Text => text;

    public int Depth => depth;

    /// <summary>The line of a place, from 1. Each mostly is near the last that was asked for.</summary>
    public int Line(int at)
    {
        at = Math.Min(at, text.Length);
        _knownLines += at < _knownAt ? -text.AsSpan(at, _knownAt - at).Count('\n') : text.AsSpan(_knownAt, at - _knownAt).Count('\n');
        _knownAt = at;
        return firstLine + _knownLines;
    }

    [DoesNotReturn]
    public void FailAt(int at, string message)
    {
        var column = at - (at == 0 ? -1 : text.LastIndexOf('\n', Math.Min(at, text.Length) - 1));
        throw new ParseException(new VelocityFault(message, Line(at), column));
    }
}
