// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Tests.Velocity.Statements;

public sealed class IfStatementTests
{
    [Theory]
    [InlineData("#if($f)a#elseif($t)b#else c#end#if($nope)d#else e#end#if($e)f#end", "b ef")]
    [InlineData("#if('a')1#end#if(5)2#end#if([1])3#end#if(true)4#end", "4")]
    [InlineData("x#if($t)\n  a  \n#end  \ny", "x  a  \ny")]
    public void Takes_the_first_branch_that_holds(string template, string expected) => Assert.Equal(expected, Rendered.Text(template));
}
