// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.JsonTokens;

namespace Foregate.Standards.JsonSchema;

/// <summary>One value that a schema allows, with its tokens.</summary>
internal sealed class EnumValue(byte[] text, Token[] tokens)
{
    public TokenView View => new(text, tokens);
}
