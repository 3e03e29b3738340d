// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.Standards.Velocity.Running;
using Foregate.Standards.Velocity.Statements;

namespace Foregate.Standards.Velocity.Parsing;

/// <summary>
/// Reads a template, or a block of one: text, references, escapes, comments and directives, with the white space that Velocity 1.7 takes
/// away around them.
/// </summary>
internal sealed class TemplateParser
{
    private readonly Cursor _cursor;
    private readonly Vocabulary _words;
    private readonly PrimaryParser _primaries;
    private readonly DirectiveParser _directives;

    public TemplateParser(Cursor cursor, Vocabulary words)
    {
        _cursor = cursor;
        _words = words;
        _primaries = new PrimaryParser(cursor, words);
        _directives = new DirectiveParser(cursor, words, _primaries, this);
    }

    /// <summary>The whole text.</summary>
    public BlockStatement ReadAll()
    {
        var block = ReadBlock();
        if (!_cursor.IsEnd)
        {
            _cursor.Fail($"#{_directives.PeekWord()} stands without a directive that it belongs to.");
        }

        return block;
    }

    /// <summary>Up to #end, #else or #elseif, which is left to the caller, or to the end of the text.</summary>
    public BlockStatement ReadBlock()
    {
        _cursor.Enter();
        var statements = new List<Statement>();
        var text = new StringBuilder();
        // Directly after something that is no text: blanks before #set belong to it there.
        var isBoundary = true;
        while (!_cursor.IsEnd)
        {
            var c = _cursor.Current;
            if (c == '$')
            {
                isBoundary = Reference(text, statements);
            }
            else if (c == '\\')
            {
                isBoundary = Escape(text, statements);
            }
            else if (c == '#')
            {
                if (Comment(text))
                {
                    isBoundary = true;
                    continue;
                }

                if (_directives.IsBlockEnd())
                {
                    break;
                }

                Flush(text, statements);
                if (_directives.Read() is { } directive)
                {
                    statements.Add(directive);
                    isBoundary = true;
                }
                else
                {
                    text.Append('#');
                    _cursor.At++;
                    isBoundary = false;
                }
            }
            else if (isBoundary && c is ' ' or '\t')
            {
                Blanks(text);
                isBoundary = false;
            }
            else
            {
                var rest = _cursor.Text.AsSpan(_cursor.At);
                var length = rest.IndexOfAny('$', '#', '\\');
                length = length < 0 ? rest.Length : length;
                text.Append(rest[..length]);
                _cursor.At += length;
                isBoundary = false;
            }
        }

        Flush(text, statements);
        _cursor.Leave();
        return new BlockStatement([.. statements]);
    }

    private static void Flush(StringBuilder text, List<Statement> statements)
    {
        if (text.Length > 0)
        {
            statements.Add(new TextStatement(text.ToString()));
            text.Clear();
        }
    }

    private void Blanks(StringBuilder text)
    {
        var start = _cursor.At;
        while (_cursor.Current is ' ' or '\t')
        {
            _cursor.At++;
        }

        if (!_directives.IsSet())
        {
            text.Append(_cursor.Text, start, _cursor.At - start);
        }
    }

    // Whether it was one; a dollar sign alone is text.
    private bool Reference(StringBuilder text, List<Statement> statements)
    {
        if (_primaries.StartsReference(_cursor.At))
        {
            Flush(text, statements);
            var start = _cursor.At;
            var reference = _primaries.Reference();
            statements.Add(new PrintStatement(reference, _cursor.Text[start.._cursor.At], _cursor.Line(start)));
            if (_cursor.Text[_cursor.At - 1] != '}' && _cursor.Takes('}'))
            {
                // Velocity reads the brace, which could end a reference, by itself.
                text.Append('}');
            }

            return true;
        }

        text.Append('$');
        _cursor.At++;
        if (_cursor.Current == '!' && _cursor.Peek(1) != '{')
        {
            // Velocity loses the mark of a quiet reference that does not come.
            _cursor.At++;
        }

        return false;
    }

    // Backslashes count only before a reference or a directive: two of them are one, and an odd one keeps what follows as it is written.
    private bool Escape(StringBuilder text, List<Statement> statements)
    {
        var count = 0;
        while (_cursor.Current == '\\')
        {
            count++;
            _cursor.At++;
        }

        if (_cursor.Current == '$' && _primaries.StartsReference(_cursor.At))
        {
            text.Append('\\', count / 2);
            if (count % 2 == 0)
            {
                return Reference(text, statements);
            }

            Flush(text, statements);
            var start = _cursor.At;
            var reference = _primaries.Reference();
            statements.Add(new EscapedStatement(reference, _cursor.Text[start.._cursor.At]));
            return true;
        }

        if (_cursor.Current == '#' && _directives.PeekWord() is { Length: > 0 } word)
        {
            // What is no directive is text here, a macro further down too.
            var isKnown = DirectiveParser.IsDirective(word) || _words.IsMacro(word);
            text.Append('\\', isKnown ? count / 2 : count);
            if (!isKnown || count % 2 == 1)
            {
                text.Append('#');
                _cursor.At++;
            }

            return false;
        }

        text.Append('\\', count);
        return true;
    }

    private bool Comment(StringBuilder text)
    {
        switch (_cursor.Peek(1))
        {
            case '#':
                var rest = _cursor.Text.AsSpan(_cursor.At);
                var end = rest.IndexOfAny('\r', '\n');
                _cursor.At = end < 0 ? _cursor.Text.Length : _cursor.At + end;
                _cursor.SkipLineEnd();
                return true;
            case '*':
                var close = _cursor.Text.IndexOf("*#", _cursor.At + 2, StringComparison.Ordinal);
                _cursor.At = close < 0 ? _cursor.Text.Length : close + 2;
                return true;
            case '[' when _cursor.Peek(2) == '[':
                var last = _cursor.Text.IndexOf("]]#", _cursor.At + 3, StringComparison.Ordinal);
                if (last < 0)
                {
                    _cursor.Fail("A text that begins with #[[ is not closed by ]]#.");
                }

                text.Append(_cursor.Text, _cursor.At + 3, last - _cursor.At - 3);
                _cursor.At = last + 3;
                return true;
            default:
                return false;
        }
    }
}
