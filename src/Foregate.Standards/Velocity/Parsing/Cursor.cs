// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics.CodeAnalysis;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Parsing;

/// <summary>A place in the text of a template.</summary>
/// <param name="firstLine">The line that the text begins on: texts within a template are read by a cursor of their own.</param>
/// <param name="depth">How deep texts, blocks and expressions are nested already.</param>
internal sealed class Cursor(string text, int firstLine, int depth)
{
    private const int MaxDepth = 64;

    private int _knownAt;
    private int _knownLines;
    private int _depth = depth;

    public string Text => text;

    public int At { get; set; }

    public int Depth => _depth;

    public bool IsEnd => At >= text.Length;

    /// <summary>The character here; NUL at the end.</summary>
    public char Current => Peek(0);

    public char Peek(int ahead) => At + ahead < text.Length ? text[At + ahead] : '\0';

    /// <summary>The line of a place, from 1. Places mostly grow.</summary>
    public int Line(int at)
    {
        if (at < _knownAt)
        {
            (_knownAt, _knownLines) = (0, 0);
        }

        _knownLines += text.AsSpan(_knownAt, Math.Min(at, text.Length) - _knownAt).Count('\n');
        _knownAt = Math.Min(at, text.Length);
        return firstLine + _knownLines;
    }

    public bool Takes(char c)
    {
        if (Current != c || IsEnd)
        {
            return false;
        }

        At++;
        return true;
    }

    public bool Is(string word) => string.CompareOrdinal(text, At, word, 0, word.Length) == 0;

    public void Expect(char c, string where)
    {
        if (!Takes(c))
        {
            Fail($"{Found()} stands where '{c}' is expected {where}.");
        }
    }

    public void SkipSpace()
    {
        while (!IsEnd && Current is ' ' or '\t' or '\r' or '\n')
        {
            At++;
        }
    }

    /// <summary>After a directive: the rest of its line, if that is blank, belongs to it.</summary>
    public void SkipLineEnd()
    {
        var at = At;
        while (at < text.Length && text[at] is ' ' or '\t')
        {
            at++;
        }

        if (at < text.Length && text[at] == '\r')
        {
            At = at + 1 < text.Length && text[at + 1] == '\n' ? at + 2 : at + 1;
        }
        else if (at < text.Length && text[at] == '\n')
        {
            At = at + 1;
        }
    }

    public static bool StartsName(char c) => char.IsAsciiLetter(c) || c == '_';

    /// <summary>A name from here: letters, digits, underscores and hyphens.</summary>
    public string Name()
    {
        var start = At;
        while (!IsEnd && (char.IsAsciiLetterOrDigit(Current) || Current is '_' or '-'))
        {
            At++;
        }

        return text[start..At];
    }

    public void Enter()
    {
        if (++_depth > MaxDepth)
        {
            Fail($"The template is nested more than {MaxDepth} deep.");
        }
    }

    public void Leave() => _depth--;

    /// <summary>What stands here, for a message.</summary>
    public string Found() => IsEnd ? "The end of the template" : $"\"{(char.IsControl(Current) ? "\\u" + ((int)Current).ToString("x4", null) : Current)}\"";

    [DoesNotReturn]
    public void Fail(string message) => FailAt(At, message);

    [DoesNotReturn]
    public void FailAt(int at, string message)
    {
        var column = at - (at == 0 ? -1 : text.LastIndexOf('\n', Math.Min(at, text.Length) - 1));
        throw new ParseException(new VelocityFault(message, Line(at), column));
    }
}
