// SPDX-License-Identifier: Apache-2.0
using System.Buffers;

namespace Foregate.Standards.Velocity.Lexing;

/// <summary>
/// The longest token that begins at a place in a state; of two as long the one that Velocity's grammar names first. None where nothing fits, which
/// ends the reading.
/// </summary>
internal sealed class TokenMatcher(string text)
{
    private static readonly SearchValues<char> s_inComments = SearchValues.Create("\\$#*]\r\n");

    // The run of backslashes that was last gone through: what stands within it is not gone through again.
    private int _slashesFrom;
    private int _slashesTo;

    public (TokenKind Kind, int Length)? Match(LexicalState state, int at)
    {
        switch (state)
        {
            case LexicalState.Outside:
                return Outside(at);
            case LexicalState.Reference or LexicalState.Member:
                return Sign(state, at) ?? InReference(state, at) ?? (TokenKind.Terminator, 1);
            case LexicalState.Sign:
                return Sign(state, at) ?? AfterSign(at) ?? (TokenKind.Terminator, 1);
            case LexicalState.Arguments:
                return Sign(state, at) ?? Literal(at) ?? Mark(at) ?? InArguments(at);
            case LexicalState.Directive:
                return Sign(state, at) ?? Literal(at) ?? Mark(at) ?? InDirective(at);
            case LexicalState.Index:
                return At(at) == ']' ? (TokenKind.IndexClose, 1) : Sign(state, at) ?? Literal(at) ?? Truth(at);
            default:
                return InComment(state, at);
        }
    }

    private (TokenKind, int)? Outside(int at)
    {
        if (Sign(LexicalState.Outside, at) is { } sign)
        {
            return sign;
        }

        if (text[at] == '\\')
        {
            var count = Slashes(at);
            var word = count % 2 == 1 && At(at + count) == '#' ? Math.Max(Word(at + count + 1), Braced(at + count + 1)) : 0;
            return word > 0 ? (TokenKind.EscapedDirective, count + 1 + word) : count > 1 ? (TokenKind.DoubleEscape, 2) : (TokenKind.Escape, 1);
        }

        var length = text.AsSpan(at).IndexOfAny('$', '#', '\\');
        return (TokenKind.Text, length < 0 ? text.Length - at : length);
    }

    // The signs that begin references, directives and comments, with the backslashes before them. They count in every state but few.
    private (TokenKind, int)? Sign(LexicalState state, int at)
    {
        var slashes = Slashes(at);
        if (At(at + slashes) == '$')
        {
            var inner = Slashes(at + slashes + 1);
            var quiet = At(at + slashes + 1 + inner) == '!' ? inner + 1 : 0;
            var mayBeText = slashes == 0 && state is LexicalState.Outside or LexicalState.Reference;
            return mayBeText && At(at + 1 + quiet) == '[' ? (TokenKind.LoneDollar, quiet + 2)
                : mayBeText && At(at + 1) == '.' ? (TokenKind.LoneDollar, 2)
                : quiet > 0 ? (TokenKind.QuietDollar, slashes + 1 + quiet)
                : (TokenKind.Dollar, slashes + 1);
        }

        if (state is LexicalState.Outside or LexicalState.Reference or LexicalState.Member or LexicalState.Arguments && Set(at) is > 0 and var set)
        {
            return (TokenKind.Set, set);
        }

        if (At(at) != '#')
        {
            return null;
        }

        switch (At(at + 1))
        {
            case '#' when state is not (LexicalState.Member or LexicalState.Arguments or LexicalState.Index) && !IsComment(state):
                return (TokenKind.LineComment, 2);
            case '[' when At(at + 2) == '[':
                return (TokenKind.RawOpen, 3);
            case '*':
                return At(at + 2) == '*' && at + 3 < text.Length && text[at + 3] != '#' ? (TokenKind.FormalOpen, 4) : (TokenKind.CommentOpen, 2);
            default:
                return (TokenKind.Hash, 1);
        }
    }

    private int Set(int at)
    {
        var start = at;
        at += Blanks(at);
        if (At(at) != '#')
        {
            return 0;
        }

        var word = Is(at, "#set") ? 4 : Is(at, "#{set}") ? 6 : 0;
        at += word;
        at += Blanks(at);
        return word > 0 && At(at) == '(' ? at + 1 - start : 0;
    }

    private (TokenKind, int)? InReference(LexicalState state, int at) => text[at] switch
    {
        '[' => (TokenKind.IndexOpen, 1),
        '{' => (TokenKind.BraceOpen, 1),
        '}' => (TokenKind.BraceClose, 1),
        '(' when state == LexicalState.Member => (TokenKind.ParenthesisOpen, 1),
        '.' when char.IsAsciiLetter(At(at + 1)) => (TokenKind.Dot, 2),
        _ => Name(at),
    };

    private (TokenKind, int)? Name(int at)
    {
        var length = 0;
        while (At(at + length) is var c && (char.IsAsciiLetter(c) || c == '_' || (length > 0 && (char.IsAsciiDigit(c) || c == '-'))))
        {
            length++;
        }

        return length == 0 ? null : length == 4 && Is(at, "true") ? (TokenKind.True, 4) : length == 5 && Is(at, "false") ? (TokenKind.False, 5) : (TokenKind.Name, length);
    }

    private (TokenKind, int)? AfterSign(int at)
    {
        if (Number(at) is { } number)
        {
            return number;
        }

        var word = Word(at);
        var braced = Braced(at);
        var length = Math.Max(word, braced);
        if (length == 0)
        {
            return null;
        }

        return (word > 0 ? text.AsSpan(at, word) : text.AsSpan(at + 1, braced - 2)) switch
        {
            "end" => (TokenKind.BlockEnd, length + LineEnd(at + length)),
            "else" => (TokenKind.Else, length + LineEnd(at + length)),
            "if" => (TokenKind.If, length),
            "elseif" => (TokenKind.ElseIf, length),
            _ => (word > 0 ? TokenKind.Word : TokenKind.BracedWord, length),
        };
    }

    // What method arguments, indexes and directives have in common.
    private (TokenKind, int)? Literal(int at)
    {
        var blank = 0;
        while (At(at + blank) is ' ' or '\t' or '\n' or '\r')
        {
            blank++;
        }

        return blank > 0 ? (TokenKind.Space, blank) : text[at] is '"' or '\'' ? Quoted(at) : Number(at);
    }

    private (TokenKind, int)? Mark(int at) => text[at] switch
    {
        '[' => (TokenKind.ListOpen, 1),
        ']' => (TokenKind.ListClose, 1),
        ',' => (TokenKind.Comma, 1),
        ':' => (TokenKind.Colon, 1),
        '}' => (TokenKind.MapClose, 1),
        '.' when At(at + 1) == '.' => (TokenKind.DoubleDot, 2),
        _ => null,
    };

    private (TokenKind, int)? InArguments(int at) => text[at] switch
    {
        '{' => (TokenKind.MapOpen, 1),
        ')' => (TokenKind.CallClose, 1),
        '.' when char.IsAsciiLetter(At(at + 1)) => (TokenKind.Dot, 2),
        _ => Name(at),
    };

    private (TokenKind, int)? InDirective(int at)
    {
        var next = At(at + 1);
        switch (text[at])
        {
            case '{':
                return Braced(at) is > 0 and var braced ? (TokenKind.BracedWord, braced) : (TokenKind.MapOpen, 1);
            case '(':
                return (TokenKind.ParenthesisOpen, 1);
            case ')':
                return (TokenKind.ParenthesisClose, 1 + LineEnd(at + 1));
            case '-':
                return (TokenKind.Minus, 1);
            case '+':
                return (TokenKind.Plus, 1);
            case '*':
                return (TokenKind.Times, 1);
            case '/':
                return (TokenKind.Divide, 1);
            case '%':
                return (TokenKind.Remainder, 1);
            case '&' when next == '&':
                return (TokenKind.And, 2);
            case '|' when next == '|':
                return (TokenKind.Or, 2);
            case '<':
                return next == '=' ? (TokenKind.LessOrEqual, 2) : (TokenKind.Less, 1);
            case '>':
                return next == '=' ? (TokenKind.GreaterOrEqual, 2) : (TokenKind.Greater, 1);
            case '!':
                return next == '=' ? (TokenKind.NotEqual, 2) : (TokenKind.Not, 1);
            case '=':
                return next == '=' ? (TokenKind.Equal, 2) : (TokenKind.Assign, 1);
        }

        var length = Word(at);
        return length == 0 ? null : (WordKind(text.AsSpan(at, length)), length);
    }

    private static TokenKind WordKind(ReadOnlySpan<char> word) => word switch
    {
        "true" => TokenKind.True,
        "false" => TokenKind.False,
        "and" => TokenKind.And,
        "or" => TokenKind.Or,
        "not" => TokenKind.Not,
        "eq" => TokenKind.Equal,
        "ne" => TokenKind.NotEqual,
        "lt" => TokenKind.Less,
        "le" => TokenKind.LessOrEqual,
        "gt" => TokenKind.Greater,
        "ge" => TokenKind.GreaterOrEqual,
        _ => TokenKind.Word,
    };

    private (TokenKind, int)? Truth(int at) => Is(at, "true") ? (TokenKind.True, 4) : Is(at, "false") ? (TokenKind.False, 5) : null;

    // Within a comment signs are still read as far as they go, so that "#*#" does not end one.
    private (TokenKind, int)? InComment(LexicalState state, int at)
    {
        switch (state)
        {
            case LexicalState.LineComment when text[at] is '\n' or '\r':
                return (TokenKind.LineCommentEnd, text[at] == '\r' && At(at + 1) == '\n' ? 2 : 1);
            case LexicalState.FormalComment when Is(at, "*#"):
                return (TokenKind.FormalComment, 2);
            case LexicalState.BlockComment when Is(at, "*#"):
                return (TokenKind.BlockComment, 2);
            case LexicalState.RawText when Is(at, "]]#"):
                return (TokenKind.RawText, 3);
            default:
                return Sign(state, at) is { } sign ? (TokenKind.More, sign.Item2) : (state == LexicalState.RawText ? TokenKind.More : TokenKind.Skip, Plain(at));
        }
    }

    private int Plain(int at)
    {
        var length = text.AsSpan(at + 1).IndexOfAny(s_inComments);
        return length < 0 ? text.Length - at : length + 1;
    }

    private static bool IsComment(LexicalState state) => state >= LexicalState.LineComment;

    private (TokenKind, int)? Quoted(int at)
    {
        var quote = text[at];
        var end = at + 1;
        var accepted = 0;
        while (true)
        {
            var length = end < text.Length ? text.AsSpan(end).IndexOfAny(quote, '\0') : -1;
            if (length < 0 || text[end + length] == '\0')
            {
                return accepted > 0 ? (TokenKind.Quoted, accepted) : null;
            }

            end += length + 1;
            accepted = end - at;
            if (At(end) != quote)
            {
                return (TokenKind.Quoted, accepted);
            }

            // Doubling is the only way to have the quote itself.
            end++;
        }
    }

    private (TokenKind, int)? Number(int at)
    {
        var sign = At(at) == '-' ? 1 : 0;
        var whole = Digits(at + sign);
        var end = at + sign + whole;
        if (At(end) == '.' && At(end + 1) == '.' && whole > 0)
        {
            return (TokenKind.Integer, sign + whole);
        }

        var fraction = At(end) == '.' ? Digits(end + 1) : 0;
        if (At(end) == '.' && (whole > 0 || fraction > 0))
        {
            end += 1 + fraction;
            return (TokenKind.Fraction, end + Exponent(end) - at);
        }

        return whole == 0 ? null : Exponent(end) is > 0 and var exponent ? (TokenKind.Fraction, sign + whole + exponent) : (TokenKind.Integer, sign + whole);
    }

    private int Exponent(int at)
    {
        if (At(at) is not ('e' or 'E'))
        {
            return 0;
        }

        var sign = At(at + 1) is '+' or '-' ? 1 : 0;
        return Digits(at + 1 + sign) is > 0 and var digits ? 1 + sign + digits : 0;
    }

    private int Word(int at)
    {
        var length = 0;
        while (At(at + length) is var c && (char.IsAsciiLetter(c) || c is '_' or '@' || (length > 0 && char.IsAsciiDigit(c))))
        {
            length++;
        }

        return length;
    }

    private int Braced(int at) => At(at) == '{' && At(at + 1) != '@' && Word(at + 1) is > 0 and var word && At(at + 1 + word) == '}' ? word + 2 : 0;

    // Blanks and the end of the line, if nothing else stands there.
    private int LineEnd(int at)
    {
        var blanks = Blanks(at);
        return At(at + blanks) switch
        {
            '\r' => blanks + (At(at + blanks + 1) == '\n' ? 2 : 1),
            '\n' => blanks + 1,
            _ => 0,
        };
    }

    private int Blanks(int at)
    {
        var length = 0;
        while (At(at + length) is ' ' or '\t')
        {
            length++;
        }

        return length;
    }

    private int Digits(int at)
    {
        var length = 0;
        while (char.IsAsciiDigit(At(at + length)))
        {
            length++;
        }

        return length;
    }

    private int Slashes(int at)
    {
        if (at < _slashesFrom || at >= _slashesTo)
        {
            (_slashesFrom, _slashesTo) = (at, at);
            while (At(_slashesTo) == '\\')
            {
                _slashesTo++;
            }
        }

        return _slashesTo - at;
    }

    private bool Is(int at, string word) => string.CompareOrdinal(text, at, word, 0, word.Length) == 0;

    private char At(int at) => at < text.Length ? text[at] : '\0';
}
