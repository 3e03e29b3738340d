// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Tests.Velocity.Statements;

public sealed class EscapedStatementTests
{
    [Theory]
    [InlineData("\\$s \\\\$s \\\\\\$s \\$nope \\\\$nope \\$!s \\${s}", "$s \\abc \\$s \\$nope \\ $!s ${s}")]
    [InlineData("\\#if(true) \\#set($x = 1) \\\\#if(true)a#end \\#foo \\x", "#if(true) #set(5 = 1) \\a \\#foo \\x")]
    public void Keeps_what_stands_after_a_backslash(string template, string expected) => Assert.Equal(expected, Rendered.Text(template));
}
