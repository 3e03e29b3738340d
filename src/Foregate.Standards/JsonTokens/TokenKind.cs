// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.JsonTokens;

/// <summary>What a token is.</summary>
internal enum TokenKind : byte
{
    Null,
    True,
    False,

    /// <summary>A number without point and exponent.</summary>
    Integer,

    Number,
    Text,

    /// <summary>A text with escapes in it.</summary>
    EscapedText,

    Array,
    Object,
}
