// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Velocity.Lexing;

namespace Foregate.Standards.Tests.Velocity.Lexing;

public sealed class LexerTests
{
    [Theory]
    [InlineData("a $x.b(1)[0] c", "Text Name Dot Name ParenthesisOpen Integer CallClose IndexOpen Integer IndexClose Text")]
    [InlineData("  #set($x = 1..2)", "Set Name Space Assign Space Integer DoubleDot Integer ParenthesisClose")]
    [InlineData("#if(true)\n#end \n-", "If ParenthesisOpen True ParenthesisClose BlockEnd Text")]
    [InlineData("## $x\n#* $y *##[[$z]]#", "LineComment LineCommentEnd BlockComment RawText")]
    [InlineData("#* a #*# b *#c", "BlockComment Text")]
    [InlineData("\\\\$x\\#if\\\\x", "Name EscapedDirective DoubleEscape Text")]
    [InlineData("$ # $. $[", "Text Text LoneDollar Text LoneDollar")]
    [InlineData("$x.f()word.y", "Name Dot Name ParenthesisOpen CallClose Name Dot Name")]
    [InlineData("#$x}if(", "Name BraceClose If ParenthesisOpen")]
    [InlineData("$#if($x)#set", "If ParenthesisOpen Name ParenthesisClose Word")]
    public void Cuts_a_template_as_velocity_does(string text, string expected) => Assert.Equal(expected, string.Join(' ', Kinds(text)));

    [Theory]
    [InlineData("$")]
    [InlineData("a#")]
    [InlineData("#[[ x")]
    [InlineData("#set($x = ~")]
    public void Refuses_what_no_token_fits(string text) => Assert.Throws<ParseException>(() => Kinds(text));

    // Each of these leaves one more state open than it closes.
    [Fact]
    public void Does_not_leave_states_open_without_end() =>
        Assert.Contains("Too many signs", Assert.Throws<ParseException>(() => Kinds(string.Concat(Enumerable.Repeat("#$x", 10_000)))).Fault.Message, StringComparison.Ordinal);

    private static List<TokenKind> Kinds(string text)
    {
        var lexer = new Lexer(new Cursor(text, 1, 0));
        var kinds = new List<TokenKind>();
        while (lexer.Next() is { Kind: not TokenKind.End } token)
        {
            kinds.Add(token.Kind);
        }

        return kinds;
    }
}
