// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;
using Foregate.Standards.Values;
using Foregate.Standards.Velocity.Expressions;
using Foregate.Standards.Velocity.Running;
using Foregate.Standards.Velocity.Statements;

namespace Foregate.Standards.Velocity.Parsing;

/// <summary>Reads one directive, from its sign to its end.</summary>
internal sealed class DirectiveParser(Cursor cursor, Vocabulary words, PrimaryParser primaries, TemplateParser blocks)
{
    /// <summary>The directives that are served. Any other name is a macro's, or text.</summary>
    public static readonly FrozenSet<string> Served = FrozenSet.Create(
        StringComparer.Ordinal, "set", "if", "elseif", "else", "end", "foreach", "define", "macro", "stop", "break", "literal");

    /// <summary>Directives of Velocity that API Gateway has not.</summary>
    public static readonly FrozenSet<string> Refused = FrozenSet.Create(StringComparer.Ordinal, "include", "parse", "evaluate");

    private readonly ExpressionParser _expressions = new(cursor, primaries);

    public static bool IsDirective(string word) => Served.Contains(word) || Refused.Contains(word);

    /// <summary>The name after the sign here, with or without braces; empty for none.</summary>
    public string PeekWord() => Word(out _);

    public bool IsBlockEnd() => Word(out _) is "end" or "else" or "elseif";

    /// <summary>Whether #set with its parenthesis begins here.</summary>
    public bool IsSet()
    {
        if (cursor.Current != '#' || Word(out var length) != "set")
        {
            return false;
        }

        var at = cursor.At + length;
        while (at < cursor.Text.Length && cursor.Text[at] is ' ' or '\t')
        {
            at++;
        }

        return at < cursor.Text.Length && cursor.Text[at] == '(';
    }

    /// <summary>The directive here; null when the sign is text.</summary>
    public Statement? Read()
    {
        if (cursor.Peek(1) == '@' && Cursor.StartsName(cursor.Peek(2)))
        {
            return Call(isBlock: true);
        }

        var word = Word(out var length);
        if (word.Length == 0 || (word == "set" && !IsSet()))
        {
            return null;
        }

        var start = cursor.At;
        if (Refused.Contains(word))
        {
            return FollowedByParenthesis(start + length) ? Refuse(word) : null;
        }

        if (!Served.Contains(word))
        {
            return Call(isBlock: false);
        }

        cursor.At += length;
        return word switch
        {
            "set" => Set(start),
            "if" => If(start),
            "foreach" => Foreach(start),
            "define" => Define(),
            "macro" => MacroDefinition(),
            "literal" => Literal(),
            _ => Jump(word),
        };
    }

    private string Word(out int length)
    {
        var text = cursor.Text;
        var at = cursor.At + 1;
        var isBraced = at < text.Length && text[at] == '{';
        at += isBraced ? 1 : 0;
        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_'))
        {
            at++;
        }

        length = 0;
        if (at == start || !Cursor.StartsName(text[start]) || (isBraced && (at == text.Length || text[at] != '}')))
        {
            return "";
        }

        length = at - cursor.At + (isBraced ? 1 : 0);
        return text[start..at];
    }

    private bool FollowedByParenthesis(int at)
    {
        while (at < cursor.Text.Length && cursor.Text[at] is ' ' or '\t')
        {
            at++;
        }

        return at < cursor.Text.Length && cursor.Text[at] == '(';
    }

    private Statement? Refuse(string word)
    {
        cursor.Fail($"#{word} is not there in API Gateway's mapping templates. Write what it would bring into the template itself.");
        return null;
    }

    private void Open(string directive)
    {
        cursor.SkipSpace();
        cursor.Expect('(', $"after #{directive}");
        cursor.SkipSpace();
    }

    private void Close(string directive)
    {
        cursor.SkipSpace();
        cursor.Expect(')', $"at the end of #{directive}");
        cursor.SkipLineEnd();
    }

    private SetStatement Set(int start)
    {
        Open("set");
        if (cursor.Current != '$' || !primaries.StartsReference(cursor.At))
        {
            cursor.Fail($"{cursor.Found()} stands where the reference to be set is expected.");
        }

        var at = cursor.At;
        var target = primaries.Reference();
        if (target is CallExpression)
        {
            cursor.FailAt(at, "A call cannot be set.");
        }

        cursor.SkipSpace();
        cursor.Expect('=', "after what is to be set");
        var value = _expressions.Read();
        var line = cursor.Line(start);
        cursor.SkipSpace();
        cursor.Expect(')', "at the end of #set");
        var source = cursor.Text[start..cursor.At];
        cursor.SkipLineEnd();
        return new SetStatement(target, value, source, line);
    }

    private IfStatement If(int start)
    {
        var branches = new List<(Expression, Statement, string, int)>();
        Statement? otherwise = null;
        Branch("if", start, branches);
        while (true)
        {
            var at = cursor.At;
            if (cursor.IsEnd)
            {
                cursor.FailAt(start, "#if has no #end.");
            }

            var word = Word(out var length);
            cursor.At += length;
            switch (word)
            {
                case "elseif" when otherwise is null:
                    Branch("elseif", at, branches);
                    break;
                case "else" when otherwise is null:
                    cursor.SkipLineEnd();
                    otherwise = blocks.ReadBlock();
                    break;
                case "end":
                    cursor.SkipLineEnd();
                    return new IfStatement([.. branches], otherwise);
                default:
                    cursor.FailAt(at, $"#{word} stands after #else.");
                    break;
            }
        }
    }

    private void Branch(string directive, int start, List<(Expression, Statement, string, int)> branches)
    {
        Open(directive);
        var condition = _expressions.Read();
        cursor.SkipSpace();
        cursor.Expect(')', $"at the end of #{directive}");
        var (source, line) = (cursor.Text[start..cursor.At], cursor.Line(start));
        cursor.SkipLineEnd();
        branches.Add((condition, blocks.ReadBlock(), source, line));
    }

    private ForeachStatement Foreach(int start)
    {
        Open("foreach");
        var item = PlainVariable("foreach");
        cursor.SkipSpace();
        if (!cursor.Is("in") || char.IsAsciiLetterOrDigit(cursor.Peek(2)))
        {
            cursor.Fail($"{cursor.Found()} stands where \"in\" is expected in #foreach.");
        }

        cursor.At += 2;
        cursor.SkipSpace();
        var items = primaries.Read();
        cursor.SkipSpace();
        cursor.Expect(')', "at the end of #foreach");
        var (source, line) = (cursor.Text[start..cursor.At], cursor.Line(start));
        cursor.SkipLineEnd();
        var loop = new ForeachStatement(item, items, Body("foreach", start), source, line);
        words.Await(loop);
        return loop;
    }

    private DefineStatement Define()
    {
        var start = cursor.At;
        Open("define");
        var variable = PlainVariable("define");
        Close("define");
        return new DefineStatement(variable, Body("define", start));
    }

    private BlockStatement MacroDefinition()
    {
        var start = cursor.At;
        Open("macro");
        var name = cursor.Name();
        if (name.Length == 0 || IsDirective(name))
        {
            cursor.FailAt(start, $"#macro needs a name that is no directive's, not \"{name}\".");
        }

        var parameters = new List<int>();
        while (true)
        {
            SkipSeparators();
            if (cursor.Current == ')')
            {
                break;
            }

            parameters.Add(PlainVariable("macro"));
        }

        Close("macro");
        words.Define(new Macro(name, [.. parameters], Body("macro", start)));
        return new BlockStatement([]);
    }

    private TextStatement Literal()
    {
        Open("literal");
        Close("literal");
        var start = cursor.At;
        blocks.ReadBlock();
        var text = cursor.Text[start..cursor.At];
        End("literal", start);
        return new TextStatement(text);
    }

    private JumpStatement Jump(string word)
    {
        if (cursor.Current == '(')
        {
            Arguments();
        }

        return new JumpStatement(word == "stop" ? Flow.Stop : Flow.Break);
    }

    private MacroCall Call(bool isBlock)
    {
        var start = cursor.At;
        cursor.At += isBlock ? 2 : 1;
        var isBraced = cursor.Takes('{');
        var name = cursor.Name();
        if (isBraced)
        {
            cursor.Expect('}', "after a macro's name");
        }

        var arguments = Array.Empty<Expression>();
        if (FollowedByParenthesis(cursor.At))
        {
            cursor.SkipSpace();
            arguments = Arguments();
            cursor.SkipLineEnd();
        }

        var line = cursor.Line(start);
        var content = isBlock ? Body("@" + name, start) : null;
        var text = new TextStatement(cursor.Text[start..cursor.At]);
        var call = new MacroCall(name, arguments, content, isBlock ? words.Variable("bodyContent") : -1, text, line);
        words.Await(call);
        return call;
    }

    // Between parentheses, parted by blanks or commas. A bare word stands for itself.
    private Expression[] Arguments()
    {
        cursor.At++;
        var arguments = new List<Expression>();
        while (true)
        {
            SkipSeparators();
            if (cursor.Takes(')'))
            {
                return [.. arguments];
            }

            arguments.Add(Cursor.StartsName(cursor.Current) && !cursor.Is("true") && !cursor.Is("false")
                ? new ConstantExpression(Value.Of(cursor.Name()))
                : primaries.Read());
        }
    }

    private void SkipSeparators()
    {
        cursor.SkipSpace();
        while (cursor.Takes(','))
        {
            cursor.SkipSpace();
        }
    }

    private int PlainVariable(string directive)
    {
        var at = cursor.At;
        if (cursor.Current != '$' || !primaries.StartsReference(at) || primaries.Reference() is not Variable variable)
        {
            cursor.FailAt(at, $"#{directive} needs a plain variable here.");
            return -1;
        }

        return variable.Slot;
    }

    private BlockStatement Body(string directive, int start)
    {
        var body = blocks.ReadBlock();
        End(directive, start);
        return body;
    }

    private void End(string directive, int start)
    {
        if (cursor.IsEnd)
        {
            cursor.FailAt(start, $"#{directive} has no #end.");
        }

        if (Word(out var length) != "end")
        {
            cursor.Fail($"#{PeekWord()} stands where #end of #{directive} is expected.");
        }

        cursor.At += length;
        cursor.SkipLineEnd();
    }
}
