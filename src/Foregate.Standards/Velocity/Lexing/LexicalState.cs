// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Velocity.Lexing;

/// <summary>What a reader of a template is in the midst of: the same characters are other tokens in each.</summary>
internal enum LexicalState : byte
{
    /// <summary>Text.</summary>
    Outside,

    /// <summary>After a dollar sign.</summary>
    Reference,

    /// <summary>After the point of a reference.</summary>
    Member,

    /// <summary>Between the parentheses of a method.</summary>
    Arguments,

    /// <summary>Between the brackets of a reference.</summary>
    Index,

    /// <summary>After a number sign.</summary>
    Sign,

    /// <summary>After a directive's name.</summary>
    Directive,
    LineComment,
    FormalComment,
    BlockComment,
    RawText,
}
