// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.JsonTokens;

/// <summary>One value (or member's name) of a document: what it is, where its bytes are, and where the next one begins.</summary>
internal readonly struct Token(TokenKind kind, int start, int length, int next)
{
    private const int KindShift = 28;

    /// <summary>The longest document that tokens can point into.</summary>
    public const int LongestDocument = (1 << KindShift) - 1;

    private readonly uint _start = ((uint)kind << KindShift) | (uint)start;

    public TokenKind Kind => (TokenKind)(_start >> KindShift);

    /// <summary>Of a text the byte behind its quote.</summary>
    public int Start => (int)(_start & LongestDocument);

    /// <summary>Bytes of a scalar; elements or members of a container.</summary>
    public int Length { get; } = length;

    /// <summary>The place of the token behind this one and all that is in it.</summary>
    public int Next { get; } = next;
}
