// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Velocity.Lexing;

/// <summary>
/// Cuts a template into tokens as Velocity 1.7 does, whose lexer is a machine of states with a stack: which token a sign begins depends on
/// what was open before it, and a sign that leads to nothing becomes part of what comes next. That is where its odd ways come from.
/// </summary>
internal sealed class Lexer(Cursor cursor)
{
    // Only nonsense leaves states open without end.
    private const int MaxOpen = 2048;

    private readonly string _text = cursor.Text;
    private readonly TokenMatcher _matcher = new(cursor.Text);
    private readonly Stack<(LexicalState State, int Opened, int Closed)> _open = new();
    private LexicalState _state = LexicalState.Outside;
    private int _at;

    // Parentheses of the state.
    private int _opened;
    private int _closed;
    private bool _isSet;

    /// <summary>What is not of the text that a token is written as.</summary>
    public Cuts Cuts { get; } = new();

    /// <summary>The next token. Where none fits the template is none.</summary>
    public Token Next()
    {
        var (lead, start, isPending) = (_at, _at, false);
        var lost = _at;
        while (true)
        {
            if (_at == _text.Length)
            {
                return isPending ? FailToken(start, "begins something that does not come") : new Token(TokenKind.End, lead, _at, _at);
            }

            if (_matcher.Match(_state, _at) is not var (kind, length))
            {
                return FailToken(_at, Expected());
            }

            switch (kind)
            {
                case TokenKind.More:
                    _at += length;
                    isPending = true;
                    break;
                case TokenKind.Skip:
                    _at += length;
                    Cuts.Add(start, _at - start, inText: true, inImage: true);
                    (lead, start, isPending) = (_at, _at, false);
                    break;
                case TokenKind.Terminator:
                    Lose(start, _at);
                    lost = start;
                    Pop();
                    (start, isPending) = (_at, false);
                    break;
                case >= TokenKind.Dollar:
                    Begin(kind, length);
                    isPending = true;
                    break;
                default:
                    // Velocity takes what it lost last for a comment, and leaves out all that was lost.
                    Cuts.Add(lead, _text.AsSpan(lost, start - lost).StartsWith("##") ? start - lead : 0, inText: true, inImage: false);
                    return Finish(kind, lead, start, length);
            }
        }
    }

    /// <summary>From the name of a directive to what may follow it.</summary>
    public void EnterDirective() => _state = LexicalState.Directive;

    /// <summary>Back to what was open before; the directive has no parentheses.</summary>
    public void LeaveDirective() => Pop();

    /// <summary>#set has ended.</summary>
    public void LeaveSet() => _isSet = false;

    /// <summary>Whether a parenthesis comes next, blanks or not.</summary>
    public bool IsBeforeParenthesis()
    {
        var rest = _text.AsSpan(_at).TrimStart(" \n\r\t");
        return !rest.IsEmpty && rest[0] == '(';
    }

    // A sign that begins a reference, a directive or a comment.
    private void Begin(TokenKind kind, int length)
    {
        _at += length;
        switch (kind)
        {
            case TokenKind.Dollar or TokenKind.QuietDollar:
                if (_state == LexicalState.Reference)
                {
                    Pop();
                }

                Push(LexicalState.Reference);
                break;
            case TokenKind.Hash:
                if (_state is LexicalState.Reference or LexicalState.Member)
                {
                    Pop();
                }

                Push(LexicalState.Sign);
                break;
            case TokenKind.FormalOpen:
                _at--;
                Push(LexicalState.FormalComment);
                break;
            default:
                Push(kind == TokenKind.RawOpen ? LexicalState.RawText : LexicalState.BlockComment);
                break;
        }
    }

    private Token Finish(TokenKind kind, int lead, int start, int length)
    {
        _at += length;
        switch (kind)
        {
            case TokenKind.IndexOpen:
                Push(LexicalState.Index);
                break;
            case TokenKind.Set:
                Push(LexicalState.Directive);
                _isSet = true;
                _opened++;
                break;
            case TokenKind.ParenthesisOpen:
                _opened++;
                _state = _state == LexicalState.Member ? LexicalState.Arguments : _state;
                break;
            case TokenKind.ParenthesisClose:
                Close();
                break;
            case TokenKind.CallClose:
                _state = LexicalState.Reference;
                break;
            case TokenKind.LineComment:
                if (_state == LexicalState.Reference)
                {
                    Pop();
                }

                Push(LexicalState.LineComment);
                break;
            case TokenKind.If or TokenKind.ElseIf:
                EnterDirective();
                break;
            case TokenKind.Dot:
                // Signs before the point are lost.
                _at--;
                Cuts.Add(start, _at - 1 - start, inText: true, inImage: true);
                _state = LexicalState.Member;
                break;
            case TokenKind.IndexClose or TokenKind.BraceClose or TokenKind.BlockEnd or TokenKind.Else or TokenKind.LineCommentEnd
                or TokenKind.FormalComment or TokenKind.BlockComment or TokenKind.RawText:
                Pop();
                break;
            case TokenKind.Quoted when _state == LexicalState.Directive && !_isSet && _opened == 0:
            case TokenKind.Integer when _opened == 0 && !_isSet && _state is not (LexicalState.Arguments or LexicalState.Index):
            case TokenKind.Fraction when _opened == 0 && !_isSet && _state != LexicalState.Arguments:
                Pop();
                break;
        }

        return new Token(kind, lead, start, _at);
    }

    // A parenthesis closes the nearest state that has one open.
    private void Close()
    {
        while (_opened == 0)
        {
            if (!Pop())
            {
                return;
            }
        }

        if (_opened == _closed + 1)
        {
            Pop();
        }
        else
        {
            _closed++;
        }
    }

    private void Push(LexicalState state)
    {
        if (_open.Count == MaxOpen)
        {
            cursor.FailAt(_at, "Too many signs stand here that begin something and do not end it.");
        }

        _open.Push((_state, _opened, _closed));
        (_state, _opened) = (state, 0);
    }

    private bool Pop()
    {
        if (!_open.TryPop(out var before))
        {
            (_state, _opened) = (LexicalState.Outside, 0);
            return false;
        }

        (_state, _opened, _closed) = before;
        return true;
    }

    // Signs that led to nothing print with the text after them: dollar and number signs, and backslashes that lead to a dollar sign.
    private void Lose(int from, int to)
    {
        Cuts.Add(from, to - from, inText: false, inImage: true);
        for (var i = from; i < to; i++)
        {
            var end = i;
            while (end < to && _text[end] == '\\')
            {
                end++;
            }

            if (end == i)
            {
                Cuts.Add(i, _text[i] is '$' or '#' ? 0 : 1, inText: true, inImage: false);
            }
            else if (end < to && _text[end] == '$')
            {
                // What follows the dollar sign goes, too.
                Cuts.Add(end + 1, end + 1 < to ? 1 : 0, inText: true, inImage: false);
                i = end + 1;
            }
            else
            {
                Cuts.Add(i, end - i, inText: true, inImage: false);
                i = end - 1;
            }
        }
    }

    private Token FailToken(int at, string why)
    {
        cursor.FailAt(at, $"\"{Printable(at)}\" {why}.");
        return default;
    }

    private string Expected() => _state switch
    {
        LexicalState.Arguments => "stands where ',' or ')' is expected after an argument (Velocity takes no arithmetic there)",
        LexicalState.Index => "stands where ']' is expected after an index (Velocity takes no arithmetic there)",
        _ => "stands where a value or an operator is expected",
    };

    private string Printable(int at) => char.IsControl(_text[at]) ? "\\u" + ((int)_text[at]).ToString("x4", null) : _text[at].ToString();
}
