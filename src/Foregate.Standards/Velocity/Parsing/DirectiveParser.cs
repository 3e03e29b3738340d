// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;
using Foregate.Standards.Values;
using Foregate.Standards.Velocity.Expressions;
using Foregate.Standards.Velocity.Lexing;
using Foregate.Standards.Velocity.Running;
using Foregate.Standards.Velocity.Statements;

namespace Foregate.Standards.Velocity.Parsing;

/// <summary>Reads one directive, from its sign to its end.</summary>
internal sealed class DirectiveParser(TokenReader tokens, Vocabulary words, LiteralParser literals, TemplateParser blocks)
{
    /// <summary>The directives that are served. Any other name is a macro's, or text.</summary>
    public static readonly FrozenSet<string> Served = FrozenSet.Create(
        StringComparer.Ordinal, "set", "if", "elseif", "else", "end", "foreach", "define", "macro", "stop", "break", "literal");

    /// <summary>Directives of Velocity that API Gateway has not.</summary>
    public static readonly FrozenSet<string> Refused = FrozenSet.Create(StringComparer.Ordinal, "include", "parse", "evaluate");

    // A call or a block with its arguments, of memory.
    private const int NameCost = 760;

    private readonly ExpressionParser _expressions = new(tokens, literals);

    public static bool IsDirective(string word) => Served.Contains(word) || Refused.Contains(word);

    /// <summary>Whether it is a directive that Velocity does not know by its grammar.</summary>
    public static bool IsPluggable(string word) => IsDirective(word) && word is not ("set" or "if" or "elseif" or "else" or "end");

    public Statement Read() => tokens.Kind switch
    {
        TokenKind.Set => Set(),
        TokenKind.If => If(),
        _ => Named(),
    };

    private SetStatement Set()
    {
        var start = tokens.Take();
        tokens.SkipSpace();
        var target = literals.References.Read(out var head).Expression;
        tokens.SkipSpace();
        tokens.Expect(TokenKind.Assign, "'=' after what is to be set");
        var value = _expressions.Read();
        var close = tokens.Expect(TokenKind.ParenthesisClose, "an operator or ')' at the end of #set");
        tokens.Lexer.LeaveSet();
        return new SetStatement(Settable(target, head), value, Source(start, close), tokens.Cursor.Line(start.End));
    }

    // Velocity: in braces or with a quiet mark a plain variable is not the one that is set, and a call sets the property of its name.
    private static Expression? Settable(Expression target, in ReferenceHead head) => target switch
    {
        Variable when head.IsFormal || head.IsQuiet => null,
        CallExpression call => new MemberExpression(call.Target, call.Name),
        ConstantExpression => null,
        _ => target,
    };

    private IfStatement If()
    {
        var start = tokens.Peek(0);
        var branches = new List<(Expression, Statement, string, int)> { Branch() };
        while (tokens.Kind == TokenKind.ElseIf)
        {
            branches.Add(Branch());
        }

        var otherwise = tokens.Takes(TokenKind.Else) ? blocks.ReadBlock() : null;
        End(start);
        return new IfStatement([.. branches], otherwise);
    }

    private (Expression Condition, Statement Body, string Source, int Line) Branch()
    {
        var start = tokens.Take();
        tokens.SkipSpace();
        tokens.Expect(TokenKind.ParenthesisOpen, "'(' with a condition");
        var condition = _expressions.Read();
        var close = tokens.Expect(TokenKind.ParenthesisClose, "an operator or ')' at the end of a condition");
        var line = tokens.Cursor.Line(start.Start);
        return (condition, blocks.ReadBlock(), Source(start, close), line);
    }

    private Statement Named()
    {
        var token = tokens.Take();
        words.Take(tokens.Cursor, token.Start, NameCost);
        var image = tokens.Image(token);
        // Velocity takes the first character off, or the first two, whatever they are.
        var name = (token.Kind == TokenKind.BracedWord ? image[2..^1] : image[1..]).ToString();
        var isServed = name is "foreach" or "define" or "macro" or "stop" or "break" or "literal";
        tokens.Lexer.EnterDirective();
        if (!tokens.Lexer.IsBeforeParenthesis())
        {
            tokens.Lexer.LeaveDirective();
            return name switch
            {
                "stop" or "break" => Jump(name, []),
                _ when isServed => Bare(token, name),
                // Without parentheses a call with a content calls nothing.
                ['@', ..] => new TextStatement("#" + name),
                _ => Call(token, name, [], null),
            };
        }

        if (Refused.Contains(name))
        {
            tokens.Cursor.FailAt(token.Start, $"#{name} is not there in API Gateway's mapping templates. Write what it would bring into the template itself.");
        }

        var arguments = Arguments(name, isServed);
        switch (name)
        {
            case "stop" or "break":
                return Jump(name, arguments);
            case "foreach":
                return Foreach(token, arguments);
            case "define":
                return Define(token, arguments);
            case "macro":
                return MacroDefinition(token, arguments);
            case "literal":
                return Literal(token, arguments);
        }

        var content = name.StartsWith('@') ? blocks.ReadBlock() : null;
        if (content is not null)
        {
            End(token);
        }

        return Call(token, name, arguments, content);
    }

    private TextStatement Bare(Token token, string name)
    {
        tokens.Cursor.FailAt(token.Start, $"#{name} needs parentheses.");
        return null!;
    }

    // Between parentheses, parted by blanks or commas.
    private List<Argument> Arguments(string directive, bool isServed)
    {
        tokens.SkipSpace();
        tokens.Expect(TokenKind.ParenthesisOpen, $"'(' after #{directive}");
        var arguments = new List<Argument>();
        while (true)
        {
            var comma = tokens.Kind == TokenKind.Space ? 1 : 0;
            var isComma = tokens.Peek(comma).Kind == TokenKind.Comma;
            if (isComma ? comma == 0 && !IsArgument(tokens.Peek(1).Kind) && tokens.Peek(1).Kind != TokenKind.Space : !IsArgument(tokens.Peek(comma).Kind))
            {
                break;
            }

            tokens.SkipSpace();
            if (tokens.Takes(TokenKind.Comma))
            {
                tokens.SkipSpace();
            }

            var first = tokens.Peek(0);
            var isWord = first.Kind == TokenKind.Word;
            if (isWord && isServed && !(directive == "foreach" && arguments.Count == 1) && !(directive == "macro" && arguments.Count == 0))
            {
                tokens.Fail($"{tokens.Found()} is no argument of #{directive}.");
            }

            if (!isWord && directive == "macro" && arguments.Count == 0)
            {
                tokens.Fail($"{tokens.Found()} stands where a macro's name is expected.");
            }

            ReferenceHead head = default;
            var value = isWord ? new ConstantExpression(Value.Of(tokens.Image(tokens.Take()).ToString()))
                : literals.References.IsNext ? literals.References.Read(out head).Expression
                : literals.Read().Expression;
            arguments.Add(new Argument(value, first, tokens.Position, head.Name, head.Skipped, isWord));
        }

        tokens.SkipSpace();
        tokens.Expect(TokenKind.ParenthesisClose, $"an argument or ')' in #{directive}");
        return arguments;
    }

    private static bool IsArgument(TokenKind kind) => kind == TokenKind.Word || (kind != TokenKind.Space && LiteralParser.Starts(kind));

    // Velocity counts what a loop has within it: the third is gone through and the fourth is its body, whichever they are.
    private ForeachStatement Foreach(Token start, List<Argument> arguments)
    {
        var line = tokens.Cursor.Line(start.Start);
        var source = tokens.Cursor.Text[start.Start..tokens.Position].TrimEnd();
        var body = blocks.ReadBlock();
        End(start);
        if (arguments.Count < 2)
        {
            tokens.Cursor.FailAt(start.Start, "#foreach needs a variable, \"in\" and what is gone through.");
        }

        var item = arguments[0];
        var loop = new ForeachStatement(
            words.Variable(item.Name is { Length: > 0 } name ? name : Named(item)),
            arguments.Count > 2 ? arguments[2].Value : new ConstantExpression(default),
            arguments.Count > 3 ? new PrintStatement(arguments[3].Value, "", new Excerpt(tokens.Cursor.Text, arguments[3].First.Start, arguments[3].To), isQuiet: false, line) : body,
            source,
            line);
        words.Await(loop);
        return loop;
    }

    private DefineStatement Define(Token start, List<Argument> arguments)
    {
        var body = blocks.ReadBlock();
        End(start);
        if (arguments.Count != 1)
        {
            tokens.Cursor.FailAt(start.Start, "#define needs one variable.");
        }

        return new DefineStatement(words.Variable(Named(arguments[0])), body);
    }

    private BlockStatement MacroDefinition(Token start, List<Argument> arguments)
    {
        if (arguments.Count == 0)
        {
            tokens.Cursor.FailAt(start.Start, "#macro needs a name.");
        }

        var parameters = new int[arguments.Count - 1];
        for (var i = 0; i < parameters.Length; i++)
        {
            parameters[i] = words.Variable(Named(arguments[i + 1]));
        }

        var body = blocks.ReadBlock();
        End(start);
        words.Define(new Macro(tokens.Image(arguments[0].First).ToString(), parameters, body));
        return new BlockStatement([]);
    }

    // Some directives know a variable by its first token, without the first sign: ${x} is none that can be read.
    private string Named(Argument argument)
    {
        var image = tokens.Image(argument.First)[argument.Skipped..];
        return image.Length > 0 && (image[0] == '$' || !argument.IsWord) ? image[1..].ToString() : image.ToString();
    }

    private TextStatement Literal(Token start, List<Argument> arguments)
    {
        var from = arguments.Count > 0 ? arguments[0].First.Start + arguments[0].Skipped : tokens.Position;
        var to = tokens.Position;
        blocks.ReadBlock();
        if (arguments.Count == 0 && tokens.Position == to)
        {
            tokens.Cursor.FailAt(start.Start, "#literal has nothing in it, which Velocity cannot read.");
        }

        var text = arguments.Count > 0 ? tokens.TextOf(from, arguments[0].To) : tokens.TextOf(from, tokens.Position);
        End(start);
        return new TextStatement(text);
    }

    private JumpStatement Jump(string name, List<Argument> arguments)
    {
        if (arguments.Count > 1)
        {
            tokens.Fail($"#{name} takes no more than one argument.");
        }

        return new JumpStatement(name == "stop" ? Flow.Stop : Flow.Break, arguments.Count == 1 ? arguments[0].Value : null, tokens.Cursor.Line(tokens.Position));
    }

    private MacroCall Call(Token start, string name, List<Argument> arguments, Statement? content)
    {
        var isBlock = name.StartsWith('@');
        var values = new Expression[arguments.Count];
        var sources = new string?[values.Length];
        string? word = null;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = arguments[i].Value;
            sources[i] = arguments[i].Value is ConstantExpression { Constant.IsText: false } ? null : tokens.TextOf(arguments[i].First.Start + arguments[i].Skipped, arguments[i].To);
            word ??= arguments[i].IsWord ? tokens.Image(arguments[i].First).ToString() : null;
        }

        var text = new TextStatement(tokens.ImageOf(start.Start, tokens.Position));
        var call = new MacroCall(isBlock ? name[1..] : name, values, sources, content, isBlock ? words.Variable("bodyContent") : -1, text, word, tokens.Cursor.Line(start.Start));
        words.Await(call);
        return call;
    }

    private void End(Token start)
    {
        if (tokens.Kind == TokenKind.End)
        {
            tokens.Cursor.FailAt(start.Start, $"{tokens.Image(start)} has no #end.");
        }

        tokens.Expect(TokenKind.BlockEnd, $"#end of {tokens.Image(start)}");
    }

    private string Source(Token start, Token close) => tokens.Cursor.Text.AsSpan(start.Start, close.End - start.Start).Trim().ToString();

    /// <summary>One argument of a directive.</summary>
    /// <param name="First">Its first token.</param>
    /// <param name="To">Where it ends.</param>
    /// <param name="Name">The variable, where it is a reference.</param>
    /// <param name="Skipped">Characters of the first token that are not its own.</param>
    private readonly record struct Argument(Expression Value, Token First, int To, string? Name, int Skipped, bool IsWord);
}
