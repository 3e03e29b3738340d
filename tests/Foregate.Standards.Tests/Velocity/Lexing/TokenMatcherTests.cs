// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Velocity.Lexing;

namespace Foregate.Standards.Tests.Velocity.Lexing;

public sealed class TokenMatcherTests
{
    [Theory]
    [InlineData("1.5e3x", "Fraction 5")]
    [InlineData("1..3", "Integer 1")]
    [InlineData("-.5", "Fraction 3")]
    [InlineData("\"a\"\"b\" c", "Quoted 6")]
    [InlineData("\"a\"\"b", "Quoted 3")]
    [InlineData("or1", "Word 3")]
    [InlineData("or", "Or 2")]
    [InlineData(")  \r\n", "ParenthesisClose 5")]
    [InlineData(") x", "ParenthesisClose 1")]
    [InlineData("{a}", "BracedWord 3")]
    [InlineData("{ a", "MapOpen 1")]
    [InlineData("~", "")]
    public void Takes_the_longest_token_within_a_directive(string text, string expected) => Assert.Equal(expected, Match(LexicalState.Directive, text));

    [Theory]
    [InlineData(0, "true", "Text 4")]
    [InlineData(1, "true.x", "True 4")]
    [InlineData(1, ".1", "Terminator 1")]
    [InlineData(3, "end", "Name 3")]
    [InlineData(5, "end ", "BlockEnd 3")]
    [InlineData(5, "{else}\n", "Else 7")]
    public void Reads_the_same_otherwise_in_another_state(int state, string text, string expected) => Assert.Equal(expected, Match((LexicalState)state, text));

    private static string Match(LexicalState state, string text) => new TokenMatcher(text).Match(state, 0) is var (kind, length) ? $"{kind} {length}" : "";
}
