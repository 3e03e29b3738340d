// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Velocity.Lexing;

/// <summary>A piece of a template.</summary>
/// <param name="Lead">Where the signs begin that came to nothing before it: they print with it, if it is text.</param>
/// <param name="Start">Where it begins, with the signs that led to it.</param>
/// <param name="End">After its last character.</param>
internal readonly record struct Token(TokenKind Kind, int Lead, int Start, int End)
{
    public int Length => End - Start;
}
