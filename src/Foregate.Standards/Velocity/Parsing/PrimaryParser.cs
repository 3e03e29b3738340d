// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using Foregate.Standards.Values;
using Foregate.Standards.Velocity.Expressions;
using Foregate.Standards.Velocity.Methods;
using Foregate.Standards.Velocity.Running;
using Foregate.Standards.Velocity.Statements;

namespace Foregate.Standards.Velocity.Parsing;

/// <summary>Reads literals, and references with their members, calls and indexes.</summary>
internal sealed class PrimaryParser(Cursor cursor, Vocabulary words)
{
    /// <summary>A literal or a reference: what may be an argument.</summary>
    public Expression Read()
    {
        switch (cursor.Current)
        {
            case '\'':
                return new ConstantExpression(Value.Of(Quoted('\'')));
            case '"':
                return Interpolated();
            case '[':
                return List();
            case '{':
                return Map();
            case '$' when StartsReference(cursor.At):
                return Reference();
            case '-' or '.' or (>= '0' and <= '9'):
                return Number();
        }

        foreach (var (word, value) in (ReadOnlySpan<(string, Value)>)[("true", Value.True), ("false", Value.False)])
        {
            if (cursor.Is(word) && !char.IsAsciiLetterOrDigit(cursor.Peek(word.Length)))
            {
                cursor.At += word.Length;
                return new ConstantExpression(value);
            }
        }

        cursor.Fail($"{cursor.Found()} stands where a value is expected.");
        return null;
    }

    /// <summary>Whether a reference begins at a dollar sign: $x, $!x, ${x}, $!{x}.</summary>
    public bool StartsReference(int at)
    {
        var text = cursor.Text;
        at++;
        at += at < text.Length && text[at] == '!' ? 1 : 0;
        at += at < text.Length && text[at] == '{' ? 1 : 0;
        return at < text.Length && Cursor.StartsName(text[at]);
    }

    public Expression Reference()
    {
        cursor.Enter();
        cursor.At++;
        cursor.Takes('!');
        var isFormal = cursor.Takes('{');
        Expression reference = new Variable(words.Variable(cursor.Name()));
        var start = cursor.At;
        var parts = 0;
        while (true)
        {
            if (cursor.Current == '.' && Cursor.StartsName(cursor.Peek(1)))
            {
                cursor.At++;
                var name = cursor.Name();
                reference = cursor.Current == '(' && StartsArguments(cursor.At + 1)
                    ? Call(reference, name)
                    : new MemberExpression(reference, name);
            }
            else if (cursor.Current == '[')
            {
                reference = Index(reference);
            }
            else
            {
                break;
            }

            // Each is a call within a call when it is evaluated.
            if (++parts > 200)
            {
                cursor.FailAt(start, "The reference has too many parts.");
            }
        }

        if (isFormal)
        {
            cursor.Expect('}', "after a reference that begins with \"${\"");
        }

        cursor.Leave();
        return reference;
    }

    // Velocity: a parenthesis that no argument can follow is text after a property.
    private bool StartsArguments(int at) => at < cursor.Text.Length
        && (cursor.Text[at] is ' ' or '\t' or '\r' or '\n' or ')' or '"' or '\'' or '[' or '{' or '-' or '.' or '$' || char.IsAsciiDigit(cursor.Text[at])
            || string.CompareOrdinal(cursor.Text, at, "true", 0, 4) == 0 || string.CompareOrdinal(cursor.Text, at, "false", 0, 5) == 0);

    private CallExpression Call(Expression target, string name)
    {
        var start = cursor.At - name.Length;
        cursor.At++;
        var arguments = new List<Expression>();
        if (!cursor.Takes(')'))
        {
            while (true)
            {
                cursor.SkipSpace();
                arguments.Add(Read());
                cursor.SkipSpace();
                if (cursor.Takes(')'))
                {
                    break;
                }

                cursor.Expect(',', "between arguments (Velocity takes no arithmetic there)");
            }
        }

        var patterns = new PatternMemory();
        if (PatternMemory.IsPattern(name) && arguments is [ConstantExpression { Constant: { IsText: true, AsText: var pattern } }, ..])
        {
            patterns.Get(pattern, out _, out _);
        }

        return new CallExpression(target, name, [.. arguments], patterns, Excerpt(start), cursor.Line(start));
    }

    private IndexExpression Index(Expression target)
    {
        var start = cursor.At++;
        cursor.SkipSpace();
        var index = Read();
        cursor.SkipSpace();
        cursor.Expect(']', "after an index (Velocity takes no arithmetic there)");
        return new IndexExpression(target, index, Excerpt(start), cursor.Line(start));
    }

    private string Excerpt(int start) => cursor.Text.AsSpan(start, Math.Min(80, cursor.At - start)).ToString();

    private Expression Interpolated()
    {
        var (start, line) = (cursor.At, cursor.Line(cursor.At));
        cursor.Enter();
        var content = Unescaped(Quoted('"'));
        if (content.AsSpan().IndexOfAny('$', '#') < 0)
        {
            cursor.Leave();
            return new ConstantExpression(Value.Of(content));
        }

        var statements = new TemplateParser(new Cursor(content, line, cursor.Depth), words).ReadAll();
        cursor.Leave();
        if (statements.Statements is [] or [TextStatement])
        {
            return new ConstantExpression(Value.Of(statements.Statements is [TextStatement text] ? text.Text : ""));
        }

        return cursor.At > start ? new InterpolatedText(statements) : throw new InvalidOperationException("Nothing was read.");
    }

    // Doubling is the only way to have the quote itself.
    private string Quoted(char quote)
    {
        var start = cursor.At++;
        var text = new StringBuilder();
        while (true)
        {
            if (cursor.IsEnd)
            {
                cursor.FailAt(start, "A text is not closed.");
            }

            var c = cursor.Current;
            cursor.At++;
            if (c == quote && !cursor.Takes(quote))
            {
                return text.ToString();
            }

            text.Append(c);
        }
    }

    // In double quotes a code of four digits is its character; no other escape is one.
    private static string Unescaped(string text)
    {
        var at = text.IndexOf("\\u", StringComparison.Ordinal);
        if (at < 0)
        {
            return text;
        }

        var made = new StringBuilder(text.Length);
        for (at = 0; at < text.Length; at++)
        {
            if (text[at] == '\\' && at + 5 < text.Length && text[at + 1] == 'u'
                && ushort.TryParse(text.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                made.Append((char)code);
                at += 5;
            }
            else
            {
                made.Append(text[at]);
            }
        }

        return made.ToString();
    }

    private ConstantExpression Number()
    {
        var start = cursor.At;
        cursor.Takes('-');
        var digits = Digits();
        var isWhole = true;
        if (cursor.Current == '.' && cursor.Peek(1) != '.')
        {
            isWhole = false;
            cursor.At++;
            digits += Digits();
        }

        if (digits == 0)
        {
            cursor.FailAt(start, "A sign stands where a number is expected: Velocity negates no references. Subtract it from 0.");
        }

        if (cursor.Current is 'e' or 'E' && (char.IsAsciiDigit(cursor.Peek(1)) || (cursor.Peek(1) is '+' or '-' && char.IsAsciiDigit(cursor.Peek(2)))))
        {
            isWhole = false;
            cursor.At += 2;
            Digits();
        }

        var text = cursor.Text[start..cursor.At];
        if (!isWhole)
        {
            return new ConstantExpression(Value.Of(double.Parse(text, CultureInfo.InvariantCulture)));
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return new ConstantExpression(Value.Of(number));
        }

        var sign = text[0] == '-' ? "-" : "";
        return new ConstantExpression(Value.Exact(sign + text[sign.Length..].TrimStart('0')));
    }

    private int Digits()
    {
        var start = cursor.At;
        while (char.IsAsciiDigit(cursor.Current))
        {
            cursor.At++;
        }

        return cursor.At - start;
    }

    private Expression List()
    {
        cursor.Enter();
        var start = cursor.At++;
        var items = new List<Expression>();
        if (cursor.Takes(']'))
        {
            cursor.Leave();
            return new ListExpression([]);
        }

        while (true)
        {
            cursor.SkipSpace();
            items.Add(Read());
            cursor.SkipSpace();
            if (items.Count == 1 && cursor.Is(".."))
            {
                cursor.At += 2;
                cursor.SkipSpace();
                var to = Read();
                cursor.SkipSpace();
                cursor.Expect(']', "after a range");
                cursor.Leave();
                return new RangeExpression(items[0], to, Excerpt(start), cursor.Line(start));
            }

            if (cursor.Takes(']'))
            {
                cursor.Leave();
                return new ListExpression([.. items]);
            }

            cursor.Expect(',', "in a list");
        }
    }

    private MapExpression Map()
    {
        cursor.Enter();
        cursor.At++;
        var entries = new List<(Expression, Expression)>();
        cursor.SkipSpace();
        if (!cursor.Takes('}'))
        {
            while (true)
            {
                cursor.SkipSpace();
                var key = Read();
                cursor.SkipSpace();
                cursor.Expect(':', "after a key");
                cursor.SkipSpace();
                entries.Add((key, Read()));
                cursor.SkipSpace();
                if (cursor.Takes('}'))
                {
                    break;
                }

                cursor.Expect(',', "in a map");
            }
        }

        cursor.Leave();
        return new MapExpression([.. entries]);
    }
}
