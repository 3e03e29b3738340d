// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Velocity.Lexing;

/// <summary>What a token of a template is. Which of them a character may begin is a matter of the <see cref="LexicalState"/>.</summary>
internal enum TokenKind : byte
{
    /// <summary>The end of the template.</summary>
    End,
    IndexOpen,
    IndexClose,
    ListOpen,
    ListClose,
    Comma,
    DoubleDot,
    Colon,
    MapOpen,
    MapClose,
    ParenthesisOpen,

    /// <summary>With the blanks and the line's end that follow it.</summary>
    ParenthesisClose,

    /// <summary>The parenthesis that ends a method's arguments: what follows it still is the reference's.</summary>
    CallClose,
    EscapedDirective,

    /// <summary>#set with its parenthesis and the blanks before it.</summary>
    Set,
    LineComment,
    LineCommentEnd,
    FormalComment,
    BlockComment,
    RawText,
    DoubleEscape,
    Escape,
    Text,
    Space,
    Quoted,
    True,
    False,
    Minus,
    Plus,
    Times,
    Divide,
    Remainder,
    And,
    Or,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
    Not,
    Assign,

    /// <summary>#end.</summary>
    BlockEnd,
    If,
    ElseIf,
    Else,
    Integer,
    Fraction,
    Word,
    BracedWord,
    Name,
    Dot,
    BraceOpen,
    BraceClose,

    /// <summary>A dollar sign with a point or a bracket after it: text.</summary>
    LoneDollar,

    // What follows is not handed on: it becomes the beginning of the next token, or is passed over.
    Dollar,
    QuietDollar,
    RawOpen,
    FormalOpen,
    CommentOpen,
    Hash,
    Terminator,
    More,
    Skip,
}
